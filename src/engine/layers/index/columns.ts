import { linkSpace } from './link-space.ts';

/** The columns of an index while it is built: they double when they are full. */
export function createColumns(room = 1024) {
  const links = linkSpace();
  const columns = {
    flag: new Uint8Array(room),
    kind: new Uint8Array(room),
    mode: new Uint16Array(room),
    uid: new Uint32Array(room),
    gid: new Uint32Array(room),
    sizeBytes: new Float64Array(room),
    modifiedAtMs: new Float64Array(room).fill(Number.NaN),
    sum: new Uint32Array(room),
    linkStart: new Uint32Array(room),
    linkEnd: new Uint32Array(room),
    /** When the entry came: the last one of a path stands. */
    order: new Int32Array(room),
  };

  function reach(node: number): void {
    const old = columns.flag.length;
    if (node < old) return;
    const size = Math.max(old * 2, node + 1);
    for (const [name, column] of Object.entries(columns)) {
      const wider = new (column.constructor as new (length: number) => typeof column)(size);
      if (wider instanceof Float64Array && name === 'modifiedAtMs') wider.fill(Number.NaN);
      wider.set(column);
      Object.assign(columns, { [name]: wider });
    }
  }

  return {
    columns,
    links,
    reach,
    /** Copies that hold `count` nodes and no more. */
    cut(count: number) {
      const { order: _, ...kept } = columns;
      return Object.fromEntries(
        Object.entries(kept).map(([name, column]) => [name, column.slice(0, count)]),
      ) as typeof kept;
    },
  };
}
