const slash = 0x2f;
const dot = 0x2e;

/** The parts of a path that name something: no empty ones, no `.`; `..` is left in. */
export function partsOf(path: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let at = 0; at <= path.length; at += 1) {
    if (at < path.length && path[at] !== slash) continue;
    const part = path.subarray(from, at);
    from = at + 1;
    if (part.length > 0 && !(part.length === 1 && part[0] === dot)) parts.push(part);
  }
  return parts;
}

export const isUp = (part: Uint8Array): boolean =>
  part.length === 2 && part[0] === dot && part[1] === dot;

/** Without its `..`; `outward` when it climbed out of the root. */
export function cleanParts(path: Uint8Array): { parts: Uint8Array[]; outward: boolean } {
  const raw = partsOf(path);
  if (!raw.some(isUp)) return { parts: raw, outward: false };
  const parts: Uint8Array[] = [];
  let outward = false;
  for (const part of raw) {
    if (!isUp(part)) parts.push(part);
    else if (parts.pop() === undefined) outward = true;
  }
  return { parts, outward };
}

/** Whether a symbolic link in a folder of this depth climbs out of the root. */
export function climbsOut(target: Uint8Array, depth: number): boolean {
  let level = target[0] === slash ? 0 : depth;
  for (const part of partsOf(target)) {
    level += isUp(part) ? -1 : 1;
    if (level < 0) return true;
  }
  return false;
}

const prefix = [dot, 0x77, 0x68, dot]; // .wh.

/** What a name says to the layers below; `none` for a name that is just a name. */
export type Mark =
  | { readonly kind: 'none' | 'opaque' | 'ignored' }
  | { readonly kind: 'whiteout'; readonly name: Uint8Array };

const none: Mark = { kind: 'none' };

/** As the OCI image specification has it (layer.md, whiteouts). */
export function markOf(name: Uint8Array): Mark {
  if (!prefix.every((byte, at) => name[at] === byte)) return none;
  const rest = name.subarray(prefix.length);
  if (prefix.every((byte, at) => rest[at] === byte)) {
    // AUFS kept notes of its own under other names of this form.
    const note = Buffer.from(rest.subarray(prefix.length)).toString('latin1');
    return { kind: note === '.opq' ? 'opaque' : 'ignored' };
  }
  const hidesNothing = rest.length === 0 || isUp(rest) || (rest.length === 1 && rest[0] === dot);
  return hidesNothing ? { kind: 'ignored' } : { kind: 'whiteout', name: rest };
}
