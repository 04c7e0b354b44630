import { ArchiveRestore, CloudDownload, HardDriveUpload, type LucideIcon } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { useRouteHost } from '../../../shared/lib/base-routes.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Page } from '../../../shared/ui/page.tsx';
import { useReferenceFault } from '../../../shared/ui/reference-parts.tsx';
import { useFileJob } from '../api/use-file-job.ts';
import { usePull } from '../api/use-pull.ts';
import { type FileKind, imageDialog } from '../model/dialogs.ts';
import { DropTarget } from './drop-target.tsx';
import { FileFields } from './file-fields.tsx';
import styles from './first-image-page.module.css';
import formStyles from './form.module.css';
import { JobButtons } from './job-buttons.tsx';
import { JobPanel } from './job-panel.tsx';
import { PullFields } from './pull-fields.tsx';

interface WayProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}

function Way({ icon: Icon, title, about, children }: WayProps) {
  const heading = useId();
  return (
    <section className={styles.way} aria-labelledby={heading}>
      <div className={styles.about}>
        <h2 id={heading}>
          <Icon size={16} aria-hidden />
          {title}
        </h2>
        <p>{about}</p>
      </div>
      <div className={formStyles.form}>{children}</div>
    </section>
  );
}

/** Small, official, and each good for something at once. */
const picks = ['hello-world', 'nginx', 'alpine', 'redis', 'postgres'];

function PullWay({ host }: { readonly host: HostId }) {
  const { t } = useTranslation('images');
  const pull = usePull(host);
  const form = useId();
  return (
    <Way icon={CloudDownload} title={t('first.pull')} about={t('first.pullAbout')}>
      {pull.started ? (
        <>
          <JobPanel
            job={pull.job}
            subject={pull.job?.subject ?? pull.choice.reference}
            onRetry={pull.start}
            onMend={{ 'use-mirror': pull.askMirror }}
          />
          <div className={formStyles.buttons}>
            <JobButtons host={host} job={pull.job} onLeave={pull.reset} onAgain={pull.reset} />
          </div>
        </>
      ) : (
        <>
          <PullFields id={form} host={host} pull={pull} />
          <div className={formStyles.picks}>
            {t('first.picks')}
            {picks.map((name) => (
              <Button key={name} onClick={() => pull.change({ reference: name })}>
                {name}
              </Button>
            ))}
          </div>
          <div className={formStyles.buttons}>
            <Button
              tone="primary"
              type="submit"
              form={form}
              pending={pull.pending}
              disabled={!pull.ready}
            >
              {t('pull.confirm')}
            </Button>
          </div>
        </>
      )}
    </Way>
  );
}

function FileWay(props: {
  readonly host: HostId;
  readonly what: FileKind;
  readonly icon: LucideIcon;
}) {
  const { t } = useTranslation('images');
  const { host, what, icon } = props;
  const fileJob = useFileJob(host, { what });
  const { choice, job } = fileJob;
  const form = useId();
  const fault = useReferenceFault(choice.reference);
  const ready = fileJob.complete && (what === 'load' || fault === undefined);
  /** The other way has fields of its own: the dialog asks for them. */
  const other = (next: FileKind) => {
    imageDialog.set({ kind: 'file', what: next, host, file: choice.file });
    fileJob.reset();
  };
  return (
    <Way icon={icon} title={t(`first.${what}`)} about={t(`kind.${what}.what`)}>
      {fileJob.started ? (
        <>
          <JobPanel
            job={job}
            subject={choice.file?.name ?? ''}
            onRetry={fileJob.start}
            onMend={{
              'import-instead': () => other('import'),
              'load-instead': () => other('load'),
            }}
          />
          <div className={formStyles.buttons}>
            <JobButtons host={host} job={job} onLeave={fileJob.reset} onAgain={fileJob.reset} />
          </div>
        </>
      ) : (
        <>
          <FileFields id={form} fileJob={fileJob} ready={ready} onInstead={other} />
          <div className={formStyles.buttons}>
            <Button type="submit" form={form} pending={fileJob.pending} disabled={!ready}>
              {t(`kind.${what}.confirm`)}
            </Button>
          </div>
        </>
      )}
    </Way>
  );
}

/** Three ways to a first image: from a registry, from an archive, from a root filesystem. */
export function FirstImagePage() {
  const { t } = useTranslation('images');
  const host = useRouteHost();
  return (
    <DropTarget host={host}>
      <Page title={t('first.title')}>
        <p className={styles.intro}>{t('first.intro')}</p>
        <PullWay host={host} />
        <FileWay host={host} what="load" icon={ArchiveRestore} />
        <FileWay host={host} what="import" icon={HardDriveUpload} />
      </Page>
    </DropTarget>
  );
}
