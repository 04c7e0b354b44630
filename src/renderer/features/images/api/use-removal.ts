import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId, JobId } from '../../../../contract/ids.ts';
import type { RemovalPlan, RemovalScope } from '../../../../contract/image-removal.ts';
import type { Job } from '../../../../contract/jobs.ts';
import { api } from '../../../shared/lib/client.ts';
import { useJob } from '../../../shared/lib/live-stores.ts';
import { keys } from '../../../shared/lib/query-keys.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { going } from '../model/removal.ts';

export interface RemovalOf {
  readonly host: HostId;
  readonly scope: RemovalScope;
}

/** What would go now. Asked anew each time: containers and names come and go. */
export function useRemovalPlan({ host, scope }: RemovalOf, enabled = true) {
  return useQuery({
    queryKey: [...keys.host(host), 'removal-plan', scope],
    queryFn: ({ signal }) => api.images.removalPlan({ host, scope }, { signal }),
    ...{ enabled, staleTime: 0, gcTime: 0 },
  });
}

/** The plan as it was shown, carried out by a job; its list stays as it was asked while images go. */
export function useRemoval(host: HostId) {
  const { t } = useTranslation('images');
  const [begun, setBegun] = useState<{ readonly job: JobId; readonly plan: RemovalPlan }>();
  const begin = useAction({
    run: async (plan: RemovalPlan) => {
      const images = going(plan).map(({ image, names }) => ({ image, names }));
      const { job } = await api.images.removeMany({ host, images });
      setBegun({ job, plan });
    },
    failed: () => t('bulk.notBegun'),
  });
  const cancel = useAction({
    run: (job: Job) => api.jobs.cancel({ job: job.id }),
    failed: ({ subject }) => t('job.notStopped', { name: subject }),
  });
  const job = useJob(begun?.job);
  const running = begun !== undefined && (job === undefined || job.state === 'running');
  return {
    ...{ job, plan: begun?.plan, pending: begin.pending },
    phase:
      begun === undefined
        ? ('asking' as const)
        : running
          ? ('working' as const)
          : ('ended' as const),
    start: begin.start,
    cancel: () => {
      if (job) cancel.start(job);
    },
  };
}

export type Removal = ReturnType<typeof useRemoval>;
