/** A sentence for the person at the keyboard; the command ends with code 2 and no stack. */
export class Refusal extends Error {}

const disk = 'There is no space left on the disk.';
const written = (error) => `This folder cannot be written: ${error.path ?? error.message}`;
const sentences = {
  ENOSPC: () => disk,
  EDQUOT: () => disk,
  EROFS: written,
  EACCES: written,
  EPERM: written,
};

/** What the system refused, as a `Refusal` where a sentence exists; other errors as they are. */
export function asRefusal(error) {
  if (error instanceof Refusal) return error;
  const word = sentences[error?.code];
  return word ? new Refusal(word(error)) : error;
}
