/** Sends the form as a job, follows it, and brings its end back into the form. */
import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, toProblem } from '../../../../contract/errors.ts';
import type { ContainerId, HostId } from '../../../../contract/ids.ts';
import type { Job } from '../../../../contract/jobs.ts';
import { api } from '../../../shared/lib/client.ts';
import { useJob } from '../../../shared/lib/live-stores.ts';
import { notify } from '../../../shared/lib/notices.ts';
import { type Store, useStore } from '../../../shared/lib/store.ts';
import { type FormState, type Leftover, startOver } from '../model/form.ts';
import { specOf } from '../model/spec.ts';

export interface Run {
  /** The job on its way; undefined before its first word. */
  readonly job: Job | undefined;
  readonly running: boolean;
  /** Checks nothing: the form has done that. */
  send(start: boolean): void;
  cancel(): void;
  removeLeftover(): void;
}

async function removeMade(host: HostId, { id }: Leftover): Promise<void> {
  try {
    await api.containers.remove({ host, id, force: true, volumes: true });
  } catch (error) {
    if (toProblem(error).code !== 'not-found') throw error;
  }
}

function leftoverOf({ result, subject }: Job): Leftover | undefined {
  if (!result?.created || !result.container) return undefined;
  return { id: result.container, name: result.containerName ?? subject };
}

/** A container that removes itself may be gone before anyone can look at it. */
async function isThere(host: HostId, id: ContainerId): Promise<boolean> {
  try {
    await api.containers.detail({ host, id });
    return true;
  } catch (error) {
    return toProblem(error).code !== 'not-found';
  }
}

function useSuccess(host: HostId) {
  const { t } = useTranslation('run');
  const router = useRouter();
  return async (job: Job, { start, mayVanish }: { start: boolean; mayVanish: boolean }) => {
    const id = job.result?.container;
    const name = job.result?.containerName ?? job.subject;
    const gone = id !== undefined && mayVanish && !(await isThere(host, id));
    const said = gone ? 'gone' : start ? 'running' : 'created';
    const body = job.result?.warnings?.join('\n');
    notify({ tone: 'done', title: () => t(`done.${said}`, { name }), body: body || undefined });
    const place = gone || id === undefined ? '' : `/${id}`;
    router.history.push(`/host/${encodeURIComponent(host)}/containers${place}`);
  };
}

export function useRun(host: HostId, form: Store<FormState>): Run {
  const { t } = useTranslation('run');
  const { sent } = useStore(form);
  const job = useJob(sent?.job);
  const [sending, setSending] = useState(false);
  /** A run that ended while the form was away must not take a person elsewhere when they return. */
  const watched = useRef(false);
  const succeed = useSuccess(host);

  const fail = useCallback(
    (problem: Problem) =>
      form.set((now) => ({ ...now, sent: undefined, failure: { problem, draft: now.draft } })),
    [form],
  );

  const end = (ended: Job, start: boolean) => {
    const mayVanish = form.get().draft.autoRemove && start;
    if (ended.state === 'done') {
      startOver(form);
      if (watched.current) void succeed(ended, { start, mayVanish });
      return;
    }
    if (ended.state === 'failed' && ended.problem) fail(ended.problem);
    form.set((now) => ({ ...now, sent: undefined, leftover: leftoverOf(ended) }));
  };

  useEffect(() => {
    if (!sent || !job) return;
    if (job.state === 'running') watched.current = true;
    else end(job, sent.start);
  });

  const send = (start: boolean) => {
    const { draft, leftover } = form.get();
    const run = async () => {
      if (leftover) await removeMade(host, leftover);
      return api.containers.run({ host, spec: specOf(draft, { start }) });
    };
    setSending(true);
    watched.current = true;
    run()
      .then(({ job: id }) =>
        form.set((now) => ({
          ...now,
          sent: { job: id, start },
          failure: undefined,
          leftover: undefined,
        })),
      )
      .catch((error: unknown) => fail(toProblem(error)))
      .finally(() => setSending(false));
  };

  const cancel = () => {
    if (!sent) return;
    api.jobs.cancel({ job: sent.job }).catch((error: unknown) => {
      notify({ tone: 'failed', title: () => t('notCancelled'), problem: toProblem(error) });
    });
  };

  const removeLeftover = () => {
    const { leftover } = form.get();
    if (!leftover) return;
    removeMade(host, leftover)
      .then(() => form.set((now) => ({ ...now, leftover: undefined })))
      .catch((error: unknown) => {
        const title = () => t('leftover.notRemoved', { name: leftover.name });
        notify({ tone: 'failed', title, problem: toProblem(error), retry: removeLeftover });
      });
  };

  return { job, running: sending || sent !== undefined, send, cancel, removeLeftover };
}
