import type { Backbone } from '../backbone.ts';
import type { HandlersFor } from './handlers-for.ts';

export function promptHandlers({ prompts }: Backbone): HandlersFor<'prompts'> {
  return {
    watch: (_input, { signal }) => prompts.latest.watch(signal),
    answer: async ({ prompt, answer }) => {
      prompts.answer(prompt, answer);
      return {};
    },
  };
}
