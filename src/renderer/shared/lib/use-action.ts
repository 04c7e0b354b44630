/**
 * Doing something on an engine from a button: pending state, the decoded failure as a notice with
 * its mend, and one place for both.
 */
import { useMutation } from '@tanstack/react-query';
import { type Problem, toProblem } from '../../../contract/errors.ts';
import { notify } from './notices.ts';

export interface Action<I, O> {
  run(input: I): Promise<O>;
  /** The notice after it worked; nothing when absent or undefined. */
  done?: ((output: O, input: I) => Parameters<typeof notify>[0] | undefined) | undefined;
  /** The failure's title: "Container web was not stopped". The decoded sentence stands below it. */
  failed: (input: I) => string;
  /** Handle the failure here (a field's error) instead of the notice: return true. */
  onProblem?: ((problem: Problem, input: I) => boolean) | undefined;
}

/** `start(input)` never rejects; `startAsync` does, for a caller that waits. */
export function useAction<I, O>(action: Action<I, O>) {
  const mutation = useMutation({
    mutationFn: (input: I) => action.run(input),
    onSuccess: (output, input) => {
      const notice = action.done?.(output, input);
      if (notice) notify(notice);
    },
    onError: (error, input) => {
      const problem = toProblem(error);
      if (problem.code === 'cancelled' || action.onProblem?.(problem, input)) return;
      notify({
        tone: 'failed',
        title: () => action.failed(input),
        problem,
        retry: () => mutation.mutate(input),
      });
    },
  });
  return {
    start: mutation.mutate,
    startAsync: mutation.mutateAsync,
    pending: mutation.isPending,
    problem: mutation.error ? toProblem(mutation.error) : undefined,
    reset: mutation.reset,
  };
}
