/**
 * Building blocks for the engine's answers. Engines leave fields out, or send null where a list
 * belongs; one odd field must not cost the whole row, so each block has a value for "not there".
 */
import * as z from 'zod';
import { ImageId } from '../../contract/ids.ts';

export const text = z.string().catch('');
export const number = z.number().catch(0);
export const flag = z.boolean().catch(false);
export const texts = z.array(z.string()).catch([]);
export const textMap = z.record(z.string(), z.string()).catch({});

/** Go's zero time and Podman's empty text mean "never". */
export function momentMs(iso: string): number | null {
  if (iso === '' || iso.startsWith('0001-')) return null;
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? null : ms;
}

/** `NAME=value`; a name without `=` has an empty value. */
export function envPairs(env: readonly string[]): { name: string; value: string }[] {
  return env.map((entry) => {
    const at = entry.indexOf('=');
    return at === -1
      ? { name: entry, value: '' }
      : { name: entry.slice(0, at), value: entry.slice(at + 1) };
  });
}

/** Podman leaves the `sha256:` out in places. Null when it is no id at all. */
export function imageIdOf(id: string): ImageId | null {
  const full = /^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id;
  const parsed = ImageId.safeParse(full);
  return parsed.success ? parsed.data : null;
}
