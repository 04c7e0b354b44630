/** Which of a repository's tags a picker shows. Pure. */

/** A list that is longer is not read, and drawing it would hold the window up. */
const most = 100;

const natural = new Intl.Collator('en', { numeric: true });

/** `latest`, then the highest versions; what is typed narrows it. `hidden`: fit too, but are not shown. */
export function offeredTags(
  tags: readonly string[],
  typed: string,
): { readonly tags: readonly string[]; readonly hidden: number } {
  const part = typed.toLowerCase();
  const fitting = tags.filter((tag) => tag.toLowerCase().includes(part));
  const sorted = fitting.toSorted(
    (a, b) =>
      Number(b === typed) - Number(a === typed) ||
      Number(b === 'latest') - Number(a === 'latest') ||
      natural.compare(b, a),
  );
  return { tags: sorted.slice(0, most), hidden: Math.max(0, sorted.length - most) };
}
