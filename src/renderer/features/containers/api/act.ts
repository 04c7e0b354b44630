/** One deed on one container, told by a notice: with Undo where there is one, with the mend where it failed. */
import i18next from 'i18next';
import { type Problem, toProblem } from '../../../../contract/errors.ts';
import { notify } from '../../../shared/lib/notices.ts';
import { type Act, actCommand, type Target, undoOf } from '../model/acts.ts';
import { perform } from './perform.ts';

export interface OneDeed {
  readonly target: Target;
  readonly act: Act;
  /** True: the failure is shown elsewhere (at a field), no notice. */
  readonly onProblem?: ((problem: Problem) => boolean) | undefined;
}

/** Never rejects; true when it was done. */
export async function actOn(deed: OneDeed): Promise<boolean> {
  const { target, act } = deed;
  const { host } = target;
  const facts = { name: target.name, ...('name' in act ? { next: act.name } : {}) };
  try {
    await perform(deed);
  } catch (error) {
    const problem = toProblem(error);
    if (problem.code === 'cancelled' || deed.onProblem?.(problem)) return false;
    notify({
      tone: 'failed',
      host,
      title: () => i18next.t(`containers:failed.${act.kind}`, facts),
      problem,
      retry: () => void actOn(deed),
    });
    return false;
  }
  const undo = undoOf(act, target);
  const after = 'name' in act ? { ...target, name: act.name } : target;
  notify({
    tone: 'done',
    host,
    title: () => i18next.t(`containers:done.${act.kind}`, facts),
    body: actCommand(act, [target]),
    undo: undo && (() => void actOn({ target: after, act: undo })),
  });
  return true;
}
