/** A reference's tag, read and written while the rest stays. Pure. */
import { readReference } from '../../../../contract/reference.ts';

/** Empty without one. Null where there is no place for it: what is no reference, or goes by digest. */
export function tagIn(text: string): string | null {
  const reading = readReference(text);
  if (!reading.ok || reading.reference.digest !== null) return null;
  return reading.reference.tag ?? '';
}

export function withTag(text: string, tag: string): string {
  const reading = readReference(text);
  if (!reading.ok) return text;
  const { name } = reading.reference;
  return tag === '' ? name : `${name}:${tag}`;
}
