/** RFC 4252 sets no limit; nobody reads more. */
const charsMax = 4_000;

/** What a server wrote, for people: its lines, without anything that a terminal would obey, shortened. */
export function plainLines(text: string, limit = charsMax): string {
  // A hostile one must not keep us busy: what is cut away here was too long anyway.
  const clean = text
    .slice(0, 4 * limit)
    // Commands of the operating system kind carry a text of their own: a title, a link, the clipboard.
    .replace(
      /(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?/g,
      '',
    )
    .replace(/(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]/g, '')
    .replace(/\u001b[ -/]*[0-~]/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, '  ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '')
    // Marks that turn the direction of what stands around them.
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
  return clean.length > limit ? `${clean.slice(0, limit)}…` : clean;
}
