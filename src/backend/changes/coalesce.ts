import type { EngineEvent } from '../../engine/events/events.ts';

/** What has to be looked at because of events; the last event of an object stands for all before it. */
export interface Batch {
  /** By id: the container's row may have changed. */
  readonly containers: Map<string, Happened>;
  /** By id or reference, as the engine names it. */
  readonly images: Map<string, Happened>;
}

export interface Happened {
  readonly action: string;
  readonly timeNano: string;
}

/** One event as what it changes; null for what changes nothing that is shown. */
export type Effect =
  | { readonly kind: 'container'; readonly id: string; readonly gone: boolean }
  | { readonly kind: 'image'; readonly id: string }
  | { readonly kind: 'network'; readonly name: string; readonly container?: string }
  | { readonly kind: 'volume'; readonly name: string };

/** They happen inside a container or are only read: no row looks different after them. */
const silentContainerActions =
  /^(exec(_|$)|top$|attach$|detach$|archive-path$|extract-to-dir$|copy$|export$|resize$|kill$|mount$|unmount$|init$|sync$|checkpoint$)/;
const silentImageActions = /^(push|save|mount|unmount|history|search)$/;
const silentVolumeActions = /^(mount|unmount)$/;

export function effectsOf(event: EngineEvent): Effect[] {
  switch (event.kind) {
    case 'container':
      return containerEffects(event);
    case 'image':
      // A `delete` is no end: Podman says it for each name that goes.
      return silentImageActions.test(event.action) ? [] : [{ kind: 'image', id: event.id }];
    case 'network': {
      const name = event.attributes.name ?? event.id;
      const container = event.attributes.container;
      // The networks of a container stand in its row.
      return [{ kind: 'network', name, ...(container ? { container } : {}) }];
    }
    case 'volume':
      return silentVolumeActions.test(event.action) ? [] : [{ kind: 'volume', name: event.id }];
  }
}

function containerEffects(event: EngineEvent): Effect[] {
  if (silentContainerActions.test(event.action)) return [];
  const made = event.action === 'commit' ? event.attributes.imageID : undefined;
  if (event.action === 'commit') return made ? [{ kind: 'image', id: made }] : [];
  return [{ kind: 'container', id: event.id, gone: event.action === 'destroy' }];
}
