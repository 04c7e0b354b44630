import type { Backbone } from '../backbone.ts';
import { recorded } from '../journal/record.ts';
import type { HandlersFor } from './handlers-for.ts';

export function forwardHandlers({ forwards, hosts, journal }: Backbone): HandlersFor<'forwards'> {
  return {
    watch: (_input, { signal }) => forwards.latest.watch(signal),
    open: (input) => {
      const { host, container, port } = input;
      const subject = `${hosts.get(host).changes.names.of(container)}:${port}`;
      const act = { host, action: 'forwards.open', subject };
      return recorded(journal, act, () => forwards.open(input));
    },
    close: async ({ forward }) => {
      const { host, containerName, containerPort } = forwards.get(forward);
      const act = { host, action: 'forwards.close', subject: `${containerName}:${containerPort}` };
      await recorded(journal, act, async () => forwards.end(forward));
      return {};
    },
  };
}
