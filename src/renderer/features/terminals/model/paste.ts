/** What may be pasted into a terminal, and when a person is asked first. Pure. */

/** Everything that is no text: an escape in it could end a bracketed paste and type the rest. */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

export function pasteable(text: string): string {
  return text.replace(controls, '');
}

/** How many lines a shell would see; more than one runs what was pasted. */
export function pastedLines(text: string): number {
  return text.split(/\r\n|\r|\n/).length;
}
