import type { LayerView } from '../../../contract/layers.ts';
import { configOf } from '../../images/config-fields.ts';
import { linesOf } from '../facts.ts';
import { createIndexBuilder } from '../index/index-builder.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { type Analysis, analyse } from '../stack/analysis.ts';
import { viewOf } from '../stack/view.ts';
import { createTarReader } from '../tar/tar-reader.ts';
import { treeOf, treePage } from '../tree/tree-rows.ts';
import { type MadeEntry, madeTar } from './made-tar.ts';

export const wholeShape = {
  ...({ text: '', changes: [], minBytes: 0, sort: 'name', descending: false } as const),
  ...({ open: 'all', except: [], from: 0, count: 500 } as const),
};

export function indexed(bytes: Uint8Array, size = bytes.length): LayerIndex {
  const reader = createTarReader({ wants: () => true });
  const builder = createIndexBuilder();
  for (let at = 0; at < bytes.length; at += size) {
    for (const piece of reader.read(bytes.subarray(at, at + size))) builder.take(piece);
  }
  reader.end();
  return builder.finish();
}

/** An image of these layers, from the bottom. */
export function analysed(
  layers: readonly (readonly MadeEntry[])[],
  instructions: readonly string[] = [],
): Analysis {
  const indexes = layers.map((entries) => indexed(madeTar(entries)));
  const history = layers.map((_, at) => ({
    ...{
      created_by: instructions[at] ?? `step ${at}`,
      comment: '',
      createdAtMs: null,
      empty: false,
    },
  }));
  return analyse(
    {
      ...{ name: 'made', imageId: '', platform: '', config: configOf(null), others: [] },
      lines: linesOf(history, layers.length),
      layers: layers.map((_, at) => ({ diffId: `sha256:${at}`, missing: 'no', storedAt: null })),
      warnings: [],
    },
    indexes,
  );
}

const marks = { added: '+', changed: '~', removed: '-', kept: ' ' };

/** `+ a/b 3 hides 1 in 0`: the rows of a tree, each with its whole path. */
export function rowsOf(analysis: Analysis, layer: number, kind: LayerView): string[] {
  const view = viewOf(analysis, layer, kind);
  const { rows } = treePage(view, treeOf(view), wholeShape);
  const path: string[] = [];
  return rows.map(({ level, name, change, kind: what, sizeBytes, hides, linkTarget }) => {
    path.length = level - 1;
    path.push(name);
    const tail = what === 'folder' ? '/' : '';
    const link = linkTarget === null ? '' : ` → ${linkTarget}`;
    const hidden = hides.map((one) => ` hides ${one.bytes} in ${one.layer}`).join('');
    return `${marks[change]} ${path.join('/')}${tail} ${sizeBytes}${link}${hidden}`;
  });
}
