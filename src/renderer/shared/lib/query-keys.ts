/** The only place for cache keys. All of a host's are under `['host', id]`, so that one gap reaches all. */
import type { HostId } from '../../../contract/ids.ts';

export interface ObjectKey {
  readonly host: HostId;
  readonly kind: 'container' | 'image' | 'network' | 'volume';
  readonly id: string;
}

export const keys = {
  host: (host: HostId) => ['host', host] as const,
  list: (host: HostId, kind: ObjectKey['kind']) => ['host', host, 'list', kind] as const,
  /** Goes stale when the object changes. Add the facet: `[...keys.object({…}), 'detail']`. */
  object: ({ host, kind, id }: ObjectKey) => ['host', host, 'object', kind, id] as const,
  installPlan: ['install-plan'] as const,
  contexts: ['contexts'] as const,
  registries: ['registries'] as const,
  hostSuggestions: ['host-suggestions'] as const,
  journal: ['journal'] as const,
  /** Of one analysis, which never changes: what is asked of it stays true. */
  layers: (analysis: string) => ['layers', analysis] as const,
  rememberedLayers: ['remembered-layers'] as const,
  help: (page: string, language: string) => ['help', page, language] as const,
};
