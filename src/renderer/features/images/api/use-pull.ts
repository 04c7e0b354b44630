import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId, JobId } from '../../../../contract/ids.ts';
import type { Job } from '../../../../contract/jobs.ts';
import { canBeMirrored, readMirror } from '../../../../contract/mirror.ts';
import { readReference } from '../../../../contract/reference.ts';
import { api } from '../../../shared/lib/client.ts';
import { useJob, useSettings } from '../../../shared/lib/live-stores.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import type { PullChoice } from '../model/commands.ts';

export interface Pull {
  readonly choice: PullChoice;
  readonly change: (part: Partial<PullChoice>) => void;
  /** Only the default registry has mirrors, and only of names. */
  readonly mirrorable: boolean;
  /** The default registry was not reached: the mirror is what is asked for. */
  readonly wantsMirror: boolean;
  readonly askMirror: () => void;
  readonly mirrorFault: boolean;
  readonly ready: boolean;
  readonly pending: boolean;
  readonly started: boolean;
  readonly job: Job | undefined;
  readonly start: () => void;
  /** Back to the form. */
  readonly reset: () => void;
}

export interface PullStart {
  readonly reference?: string | undefined;
  readonly askMirror?: boolean | undefined;
  readonly job?: JobId | undefined;
}

/** A pull from its form to its end. */
export function usePull(host: HostId, begin: PullStart = {}): Pull {
  const { t } = useTranslation('images');
  const { registryMirror } = useSettings();
  const [wantsMirror, setWantsMirror] = useState(begin.askMirror ?? false);
  const [id, setId] = useState(begin.job);
  const [choice, setChoice] = useState<PullChoice>({
    reference: begin.reference ?? '',
    platform: '',
    mirror: begin.askMirror ? registryMirror : '',
  });
  const reading = readReference(choice.reference);
  const mirrorable = !reading.ok || canBeMirrored(reading.reference);
  const mirror = mirrorable ? choice.mirror.trim() : '';
  const mirrorFault = mirror !== '' && readMirror(mirror) === null;
  const action = useAction({
    run: async () => {
      const platform = choice.platform.trim();
      const { job } = await api.images.pull({
        ...{ host, reference: choice.reference.trim() },
        ...(platform === '' ? {} : { platform }),
        ...(mirror === '' ? {} : { mirror }),
      });
      setId(job);
    },
    failed: () => t('pull.failed', { name: choice.reference }),
  });
  const ready = reading.ok && !mirrorFault && !(wantsMirror && mirrorable && mirror === '');
  return {
    choice: { ...choice, mirror },
    change: (part) => setChoice((now) => ({ ...now, ...part })),
    mirrorable,
    wantsMirror,
    askMirror: () => {
      setId(undefined);
      setWantsMirror(true);
      setChoice((now) => ({ ...now, mirror: now.mirror || registryMirror }));
    },
    mirrorFault,
    ready,
    pending: action.pending,
    started: id !== undefined,
    job: useJob(id),
    start: () => {
      if (ready) action.start();
    },
    reset: () => setId(undefined),
  };
}
