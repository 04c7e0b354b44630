/** A reference's tag, read and written while the rest stays. Pure. */
import { readReference } from '../../../../contract/reference.ts';

/** A tag that is typed is none yet at times (`-`): its place is kept, or its field would close under the hand. */
function cut(text: string): { readonly name: string; readonly tag: string } | null {
  const whole = text.trim();
  const colon = whole.indexOf(':', whole.lastIndexOf('/') + 1);
  const name = colon === -1 ? whole : whole.slice(0, colon);
  const reading = readReference(name);
  if (!reading.ok || whole.includes('@')) return null;
  return { name, tag: colon === -1 ? '' : whole.slice(colon + 1) };
}

/** Empty without one. Null where there is no place for it: what is no reference, or goes by digest. */
export const tagIn = (text: string): string | null => cut(text)?.tag ?? null;

export function withTag(text: string, tag: string): string {
  const found = cut(text);
  if (!found) return text;
  return tag === '' ? found.name : `${found.name}:${tag}`;
}
