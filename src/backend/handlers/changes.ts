import type { Backbone } from '../backbone.ts';
import type { HandlersFor } from './handlers-for.ts';

export function changeHandlers({ hosts }: Backbone): HandlersFor<'changes'> {
  return {
    async *watch({ host }, { signal }) {
      const { connection, changes } = hosts.get(host);
      const events = changes.changes.listen(signal);
      const release = connection.hold();
      try {
        yield* events;
      } finally {
        release();
      }
    },
  };
}
