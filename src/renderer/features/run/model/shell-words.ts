/**
 * A command as a person types it, cut into words as a POSIX shell would: blanks, both quotes and the
 * backslash. Nothing is expanded: `$HOME` and `*` stay as they are, for no shell reads them. Pure.
 */
export type Words =
  | { readonly ok: true; readonly words: readonly string[] }
  | { readonly ok: false; readonly open: 'single' | 'double' | 'backslash' };

/** One bare run, quoted part, escape or blank at a time. */
const part = /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]+)|(\s+)/y;

export function splitWords(text: string): Words {
  const words: string[] = [];
  let word: string | undefined;
  part.lastIndex = 0;
  while (part.lastIndex < text.length) {
    const at = part.lastIndex;
    const found = part.exec(text);
    if (found === null) return { ok: false, open: openAt(text[at]) };
    const [, single, double, escaped, bare, blank] = found;
    if (blank !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = `${word ?? ''}${single ?? escaped ?? bare ?? withoutEscapes(double ?? '')}`;
    }
  }
  if (word !== undefined) words.push(word);
  return { ok: true, words };
}

function openAt(character: string | undefined): 'single' | 'double' | 'backslash' {
  if (character === "'") return 'single';
  return character === '"' ? 'double' : 'backslash';
}

/** Within double quotes a backslash escapes these four only; before a line's end it joins the lines. */
function withoutEscapes(text: string): string {
  return text.replace(/\\(["\\$`\n])/g, (_all, escaped: string) =>
    escaped === '\n' ? '' : escaped,
  );
}
