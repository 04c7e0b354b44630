/** What can be said of a source before anything is read. Pure. */
import type { HostId } from '../../../../contract/ids.ts';
import type { LayerSource } from '../../../../contract/layers.ts';

/** The engine that holds it, where one does. */
export function sourceHost(source: LayerSource): HostId | undefined {
  return source.kind === 'image' || source.kind === 'container' ? source.host : undefined;
}

/** What it is called in the address; the analysis knows better names. */
export function sourceName(source: LayerSource): string {
  switch (source.kind) {
    case 'image':
      return source.image;
    case 'container':
      return source.container.slice(0, 12);
    case 'registry':
      return source.reference;
    case 'archive':
      return source.image ?? '';
  }
}
