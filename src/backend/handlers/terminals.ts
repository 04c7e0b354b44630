import type { Backbone } from '../backbone.ts';
import type { HandlersFor } from './handlers-for.ts';

export function terminalHandlers({ terminals }: Backbone): HandlersFor<'terminals'> {
  return {
    watch: (_input, { signal }) => terminals.latest.watch(signal),
    open: (input) => terminals.open(input),
    view: (input, up, { signal }) => terminals.view(input, { up, signal }),
    close: async ({ terminal }) => {
      await terminals.end(terminal);
      return {};
    },
  };
}
