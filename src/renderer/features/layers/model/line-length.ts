/** Lines of files may be of any length; a view draws only what can be read. Pure. */

/** A minified program is one line of a megabyte. */
const mostCharacters = 2_000;

export const cutLine = (line: string): string =>
  line.length > mostCharacters ? `${line.slice(0, mostCharacters)} …` : line;

/** In characters that are drawn; a tab is taken for eight, a wide character for two. */
export function longest(lines: readonly string[]): number {
  let most = 0;
  for (const line of lines) {
    const shown = line.length > mostCharacters ? mostCharacters + 2 : line.length;
    // Only a line that could be the longest is looked through.
    if (shown * 8 <= most) continue;
    const wide = line.slice(0, shown).replace(/[^\t\u1100-\uffef]/g, '');
    const tabs = wide.replace(/[^\t]/g, '').length;
    most = Math.max(most, shown + (wide.length - tabs) + tabs * 7);
  }
  return most;
}
