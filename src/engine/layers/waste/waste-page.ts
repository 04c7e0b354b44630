import type * as z from 'zod';
import type { layers, WasteEntry } from '../../../contract/layers.ts';
import { type Analysis, pathOf } from '../stack/analysis.ts';
import { indexAt } from '../stack/state.ts';
import { mendsOf } from './mends.ts';
import type { Account, WastedFile } from './waste.ts';

type WastePage = z.output<typeof layers.waste.output>;

export interface WasteTable {
  page(from: number, count: number): WastePage;
}

interface Row {
  readonly node: number;
  readonly files: readonly WastedFile[];
  readonly bytes: number;
}

function rowsOf({ files }: Account): Row[] {
  const byNode = new Map<number, WastedFile[]>();
  for (const file of files) {
    const known = byNode.get(file.node);
    if (known === undefined) byNode.set(file.node, [file]);
    else known.push(file);
  }
  const rows = [...byNode].map(([node, all]) => ({
    ...{ node, files: all },
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
  }));
  return rows.sort((a, b) => b.bytes - a.bytes || a.node - b.node);
}

function entryOf(analysis: Analysis, { final }: Account, { node, files, bytes }: Row): WasteEntry {
  const line = (layer: number): number => analysis.layers[layer]?.line ?? layer;
  const last = files.at(-1) as WastedFile;
  const copies = files.map((file) => ({ layer: line(file.owner), bytes: file.bytes }));
  const owner = final.owner[node] as number;
  const inView =
    owner === -1 ? 0 : (indexAt(analysis, owner).sizeBytes[final.entry[node] as number] as number);
  if (inView > 0) copies.push({ layer: line(owner), bytes: inView });
  return {
    ...{ node, path: pathOf(analysis.paths, node), kind: last.kind, wastedBytes: bytes, copies },
    causedBy: line(last.causedBy),
  };
}

export function wasteTable(analysis: Analysis, account: Account): WasteTable {
  const rows = rowsOf(account);
  const byLayer = new Map<number, number>();
  for (const { owner, bytes } of account.files) {
    const line = analysis.layers[owner]?.line ?? owner;
    byLayer.set(line, (byLayer.get(line) ?? 0) + bytes);
  }
  const mends = mendsOf(analysis, account);
  return {
    page: (from, count) => ({
      efficiency: account.efficiency,
      total: rows.length,
      entries: rows.slice(from, from + count).map((row) => entryOf(analysis, account, row)),
      byLayer: [...byLayer]
        .sort(([a], [b]) => a - b)
        .map(([layer, wastedBytes]) => ({ layer, wastedBytes })),
      mends,
    }),
  };
}
