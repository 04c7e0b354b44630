import type { Backbone } from '../backbone.ts';
import type { HandlersFor } from './handlers-for.ts';

export function forwardHandlers({ forwards }: Backbone): HandlersFor<'forwards'> {
  return {
    watch: (_input, { signal }) => forwards.latest.watch(signal),
    open: (input) => forwards.open(input),
    close: async ({ forward }) => {
      forwards.end(forward);
      return {};
    },
  };
}
