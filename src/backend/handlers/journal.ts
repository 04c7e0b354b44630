import type { Backbone } from '../backbone.ts';
import type { HandlersFor } from './handlers-for.ts';

export function journalHandlers({ journal }: Backbone): HandlersFor<'journal'> {
  return {
    list: async (input) => (await journal).list(input),
    async *watch(_input, { signal }) {
      yield* (await journal).added.listen(signal);
    },
  };
}
