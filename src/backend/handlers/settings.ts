import type { Backbone } from '../backbone.ts';
import type { HandlersFor } from './handlers-for.ts';

export function settingsHandlers({ settings }: Backbone): HandlersFor<'settings'> {
  return {
    async *watch(_input, { signal }) {
      yield* (await settings).latest.watch(signal);
    },
    update: async (change) => (await settings).update(change),
  };
}
