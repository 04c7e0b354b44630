/**
 * Paths as a tree of numbers: node 0 is the root, and every node has a parent with a smaller number. Names are bytes
 * in one long array, so that a million paths cost a few columns instead of a million texts.
 */
import { limits, tooLarge } from '../limits.ts';

export interface PathTable {
  count(): number;
  /** The node of a name in a folder; made when it is new. */
  child(parent: number, name: Uint8Array): number;
  /** -1 where there is none. */
  find(parent: number, name: Uint8Array): number;
  /** The columns, cut to what they hold. */
  columns(): PathColumns;
}

export interface PathColumns {
  readonly parent: Int32Array;
  /** Where each name begins; one more than there are nodes. */
  readonly nameStart: Uint32Array;
  readonly names: Uint8Array;
}

export function nameOf(columns: PathColumns, node: number): Uint8Array {
  return columns.names.subarray(columns.nameStart[node], columns.nameStart[node + 1]);
}

/** Drawn anew with each start: an archive cannot be made so that all its names meet in one place. */
const seed = Math.floor(Math.random() * 0x7fffffff);

function hashOf(parent: number, name: Uint8Array): number {
  // FNV-1a, 32 bits.
  let hash = Math.imul(seed ^ parent, 0x01000193);
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ (name[i] as number), 0x01000193);
  hash ^= hash >>> 15;
  return hash >>> 0;
}

export function createPathTable(room = 1024): PathTable {
  let parent = new Int32Array(room);
  let nameStart = new Uint32Array(room + 1);
  let names = new Uint8Array(room * 16);
  let slots = new Int32Array(2 ** Math.ceil(Math.log2(room * 2)));
  let count = 1;
  let namesEnd = 0;
  parent[0] = -1;

  function sameName(node: number, name: Uint8Array): boolean {
    const start = nameStart[node] as number;
    if ((nameStart[node + 1] as number) - start !== name.length) return false;
    for (let i = 0; i < name.length; i += 1) if (names[start + i] !== name[i]) return false;
    return true;
  }

  /** The slot that holds the node, or the free one where it belongs. Node 0 is in no slot. */
  function slotOf(folder: number, name: Uint8Array): number {
    const mask = slots.length - 1;
    let slot = hashOf(folder, name) & mask;
    for (;;) {
      const node = slots[slot] as number;
      if (node === 0 || (parent[node] === folder && sameName(node, name))) return slot;
      slot = (slot + 1) & mask;
    }
  }

  function grow(): void {
    const wider = new Int32Array(parent.length * 2);
    wider.set(parent);
    const starts = new Uint32Array(parent.length * 2 + 1);
    starts.set(nameStart);
    parent = wider;
    nameStart = starts;
    slots = new Int32Array(slots.length * 2);
    for (let node = 1; node < count; node += 1) {
      const name = names.subarray(nameStart[node], nameStart[node + 1]);
      slots[slotOf(parent[node] as number, name)] = node;
    }
  }

  function addName(name: Uint8Array): void {
    const end = namesEnd + name.length;
    if (end > limits.namesBytes) throw tooLarge('names', limits.namesBytes);
    if (end > names.length) {
      const longer = new Uint8Array(Math.max(names.length * 2, end));
      longer.set(names);
      names = longer;
    }
    names.set(name, namesEnd);
    namesEnd = end;
  }

  return {
    count: () => count,
    find(folder, name) {
      return (slots[slotOf(folder, name)] as number) || -1;
    },
    child(folder, name) {
      let slot = slotOf(folder, name);
      const known = slots[slot] as number;
      if (known !== 0) return known;
      if (count === parent.length) {
        grow();
        slot = slotOf(folder, name);
      }
      addName(name);
      const node = count;
      count += 1;
      slots[slot] = node;
      parent[node] = folder;
      nameStart[node + 1] = namesEnd;
      return node;
    },
    columns: () => ({
      parent: parent.slice(0, count),
      nameStart: nameStart.slice(0, count + 1),
      names: names.slice(0, namesEnd),
    }),
  };
}
