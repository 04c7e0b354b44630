import type { Backbone } from '../backbone.ts';
import type { HandlersFor } from './handlers-for.ts';

export function jobHandlers({ jobs }: Backbone): HandlersFor<'jobs'> {
  return {
    watch: (_input, { signal }) => jobs.latest.watch(signal),
    cancel: async ({ job }) => {
      jobs.cancel(job);
      return {};
    },
    dismiss: async (input) => {
      jobs.dismiss(input.jobs);
      return {};
    },
  };
}
