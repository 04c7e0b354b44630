import type { Backbone } from '../backbone.ts';
import { note } from '../journal/record.ts';
import type { HandlersFor } from './handlers-for.ts';

export function promptHandlers({ prompts, journal }: Backbone): HandlersFor<'prompts'> {
  return {
    watch: (_input, { signal }) => prompts.latest.watch(signal),
    answer: async ({ prompt, answer }) => {
      const { host, address } = prompts.answer(prompt, answer);
      if (answer.kind === 'host-key') {
        const act = { host, action: 'hosts.acceptKey', subject: address };
        await note(journal, act, { outcome: 'done', code: null });
      }
      return {};
    },
  };
}
