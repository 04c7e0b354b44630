import { useRouter } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import type { Job } from '../../../../contract/jobs.ts';
import { api } from '../../../shared/lib/client.ts';
import { findImage } from '../../../shared/lib/find-image.ts';
import { imagePath } from '../../../shared/lib/image-path.ts';
import { useImages } from '../../../shared/lib/rows.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { referenceOf } from '../model/names.ts';
import { runPath } from '../model/paths.ts';

export interface JobButtonsProps {
  readonly host: HostId;
  readonly job: Job | undefined;
  /** Leaves it: while it runs it goes on alone. */
  readonly onLeave: () => void;
  /** Back to the form. */
  readonly onAgain: () => void;
}

/** What can be done with a job now: stop it, leave it, go to what it brought. */
export function JobButtons({ host, job, onLeave, onAgain }: JobButtonsProps) {
  const { t } = useTranslation(['images', 'common']);
  const router = useRouter();
  const images = useImages(host).data ?? [];
  const cancel = useAction({
    run: (stopped: Job) => api.jobs.cancel({ job: stopped.id }),
    failed: ({ subject }) => t('images:job.notStopped', { name: subject }),
  });
  if (!job || job.state === 'running') {
    return (
      <>
        <Button onClick={onLeave}>{t('images:job.leave')}</Button>
        <Button
          disabled={!job}
          pending={cancel.pending}
          onClick={() => (job ? cancel.start(job) : undefined)}
        >
          {t('images:job.stop')}
        </Button>
      </>
    );
  }
  if (job.state !== 'done') {
    return (
      <>
        <Button onClick={onLeave}>{t('common:actions.close')}</Button>
        <Button onClick={onAgain}>{t('images:job.again')}</Button>
      </>
    );
  }
  const [first] = job.result?.references ?? [];
  const image = first === undefined ? undefined : findImage(images, first);
  const go = (path: string) => {
    onLeave();
    router.history.push(path);
  };
  return (
    <>
      <Button onClick={onLeave}>{t('common:actions.close')}</Button>
      {image ? (
        <>
          <Button onClick={() => go(imagePath(host, image.id))}>{t('images:job.show')}</Button>
          <Button
            tone="primary"
            icon={Play}
            onClick={() =>
              go(
                runPath(
                  host,
                  image.tags.includes(first ?? '') ? (first ?? '') : referenceOf(image),
                ),
              )
            }
          >
            {t('images:actions.run')}
          </Button>
        </>
      ) : null}
    </>
  );
}
