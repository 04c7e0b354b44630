import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommitSpec } from '../../../../contract/containers.ts';
import type { JobId } from '../../../../contract/ids.ts';
import { firstFault, instructionsIn } from '../../../../contract/image-instructions.ts';
import { readReference } from '../../../../contract/reference.ts';
import { api } from '../../../shared/lib/client.ts';
import { useJob } from '../../../shared/lib/live-stores.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import type { Target } from '../model/acts.ts';

export interface CommitDraft {
  readonly reference: string;
  readonly author: string;
  readonly message: string;
  readonly pause: boolean;
  /** Dockerfile instructions, one a line. */
  readonly changes: string;
}

const empty: CommitDraft = { reference: '', author: '', message: '', pause: true, changes: '' };

function specOf(draft: CommitDraft): CommitSpec {
  const { pause } = draft;
  const [reference, author, message] = [draft.reference, draft.author, draft.message].map((text) =>
    text.trim(),
  );
  return {
    ...(reference ? { reference } : {}),
    ...(author ? { author } : {}),
    ...(message ? { message } : {}),
    ...{ pause, changes: [...instructionsIn(draft.changes)] },
  };
}

/** A container as an image, from the form to the end of its job. */
export function useCommit({ host, id, name }: Target) {
  const { t } = useTranslation('containers');
  const [draft, setDraft] = useState(empty);
  const [job, setJob] = useState<JobId>();
  const spec = specOf(draft);
  const fault = firstFault(spec.changes);
  const named = draft.reference.trim() === '' || readReference(draft.reference).ok;
  const action = useAction({
    run: async () => setJob((await api.containers.commit({ host, id, spec })).job),
    failed: () => t('commit.failed', { name }),
  });
  return {
    ...{ draft, spec, fault },
    change: (part: Partial<CommitDraft>) => setDraft((now) => ({ ...now, ...part })),
    ready: named && fault === null,
    pending: action.pending,
    started: job !== undefined,
    job: useJob(job),
    start: () => action.start(),
    again: () => setJob(undefined),
  };
}
