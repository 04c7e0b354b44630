/** An image reference as the pull and tag calls want it: the name, and a tag or a digest. */
import { refuse } from '../../contract/errors.ts';

export interface SplitReference {
  /** With the registry, as written. */
  readonly name: string;
  /** A tag, or `sha256:…`. */
  readonly tag: string;
}

/**
 * `host:5000/a/b:1` is `host:5000/a/b` and `1`; without a tag it is `latest`, never "all tags", which is
 * what the engine makes of an empty one. Throws `bad-reference` on what has no name.
 */
export function splitReference(reference: string): SplitReference {
  const text = reference.trim();
  const at = text.indexOf('@');
  const named = at === -1 ? text : text.slice(0, at);
  // A colon before the last slash is the registry's port.
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const name = colon === -1 ? named : named.slice(0, colon);
  const tag = at === -1 ? (colon === -1 ? 'latest' : named.slice(colon + 1)) : text.slice(at + 1);
  if (name === '' || tag === '' || /\s/.test(text)) {
    throw refuse('bad-reference', 'This is not a valid image reference.', {
      facts: { name: reference },
    });
  }
  return { name, tag };
}
