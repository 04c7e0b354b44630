/**
 * The address of the layer explorer for an image, a container, an archive or a reference in a registry.
 * Other features lead there by it. Pure.
 */
import type { ContainerId, HostId } from '../../../contract/ids.ts';
import { LayerSource } from '../../../contract/layers.ts';
import { writeSearchText } from './search-text.ts';

/**
 * `image/docker-host/nginx:1.27`, `registry//ghcr.io/a/b:1`: what may hold a slash itself stands last, the rest
 * is escaped.
 */
export function writeSource(source: LayerSource): string {
  const part = encodeURIComponent;
  switch (source.kind) {
    case 'image':
      return `image/${part(source.host)}/${source.image}`;
    case 'container':
      return `container/${part(source.host)}/${source.container}`;
    case 'registry':
      return `registry/${part(source.platform ?? '')}/${source.reference}`;
    case 'archive':
      return `archive/${part(source.archive)}/${source.image ?? ''}`;
  }
}

/** Nothing for a text that no explorer wrote. */
export function readSource(text: string | undefined): LayerSource | undefined {
  const found = /^([a-z]+)\/([^/]*)\/(.*)$/s.exec(text ?? '');
  if (!found) return undefined;
  const [, kind = '', escaped = '', rest = ''] = found;
  const parsed = LayerSource.safeParse(fieldsOf(kind, unescapePart(escaped), rest));
  return parsed.success ? parsed.data : undefined;
}

function unescapePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function fieldsOf(kind: string, part: string, rest: string): object {
  switch (kind) {
    case 'image':
      return { kind, host: part, image: rest };
    case 'container':
      return { kind, host: part, container: rest };
    case 'registry':
      return { kind, reference: rest, ...(part === '' ? {} : { platform: part }) };
    case 'archive':
      return { kind, archive: part, ...(rest === '' ? {} : { image: rest }) };
    default:
      return {};
  }
}

export const layersPath = (source: LayerSource) =>
  `/layers${writeSearchText({ source: writeSource(source) })}`;

export const imageLayersPath = (host: HostId, image: string) =>
  layersPath({ kind: 'image', host, image });

export const containerLayersPath = (host: HostId, container: ContainerId) =>
  layersPath({ kind: 'container', host, container });

/** Where a source is chosen: an archive of this machine, an image, a reference in a registry. */
export const openLayersPath = '/layers';

export const comparePath = (left: LayerSource) =>
  `/layers/compare${writeSearchText({ left: writeSource(left) })}`;
