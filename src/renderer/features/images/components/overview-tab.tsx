import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import type { ImageDetail } from '../../../../contract/images.ts';
import { useContainers } from '../../../shared/lib/rows.ts';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { Bytes, MiddleTruncate, Mono, RelativeTime } from '../../../shared/ui/text.tsx';
import { detailQuery, type ImageKey } from '../api/queries.ts';
import { imageDialog } from '../model/dialogs.ts';
import factStyles from './facts.module.css';
import { type Fact, Facts } from './facts.tsx';
import styles from './image-detail.module.css';
import { Pairs } from './pairs.tsx';
import { TagList } from './tag-chips.tsx';
import { useOpenImage } from './use-open-image.ts';
import { Users } from './users.tsx';

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className={factStyles.lines}>
      {lines.map((line) => (
        <li key={line}>
          <Mono>{line}</Mono>
        </li>
      ))}
    </ul>
  );
}

const lines = (values: readonly string[]) => (values.length > 0 ? <Lines lines={values} /> : null);
const mono = (text: string) => (text === '' ? null : <Mono>{text}</Mono>);
/** As it is written in a Dockerfile: words that can be told apart. */
const words = (list: readonly string[]) => mono(list.length > 0 ? JSON.stringify(list) : '');

function useFacts({ host }: ImageKey, detail: ImageDetail | undefined) {
  const { t } = useTranslation('images');
  if (!detail) return undefined;
  const { summary, config } = detail;
  const untag = (name: string) => imageDialog.set({ kind: 'remove', host, image: summary, name });
  const about: Fact[] = [
    { id: 'tags', label: t('fact.tags'), value: <TagList image={summary} onUntag={untag} /> },
    { id: 'id', label: t('fact.id'), value: <MiddleTruncate text={summary.id} mono /> },
    { id: 'digests', label: t('fact.digests'), value: lines(summary.digests) },
    { id: 'size', label: t('fact.size'), value: <Bytes bytes={summary.sizeBytes} /> },
    {
      id: 'created',
      label: t('fact.created'),
      value: summary.createdAtMs > 0 ? <RelativeTime atMs={summary.createdAtMs} /> : null,
    },
    { id: 'platform', label: t('fact.platform'), value: summary.platform },
    { id: 'author', label: t('fact.author'), value: detail.author },
    { id: 'comment', label: t('fact.comment'), value: detail.comment },
    {
      id: 'layers',
      label: t('fact.layers'),
      value: t('layers', { count: detail.layerDigests.length }),
    },
  ];
  const starts: Fact[] = [
    { id: 'entrypoint', label: t('fact.entrypoint'), value: words(config.entrypoint) },
    { id: 'command', label: t('fact.command'), value: words(config.command) },
    { id: 'workingDir', label: t('fact.workingDir'), value: mono(config.workingDir) },
    { id: 'user', label: t('fact.user'), value: mono(config.user) },
    { id: 'ports', label: t('fact.ports'), value: lines(config.exposedPorts) },
    { id: 'volumes', label: t('fact.volumes'), value: lines(config.volumes) },
    { id: 'stopSignal', label: t('fact.stopSignal'), value: mono(config.stopSignal) },
  ];
  return { about, starts, env: config.env, labels: Object.entries(config.labels) };
}

/** What the image is, what a container of it would start, and who uses it. */
export function OverviewTab() {
  const { t } = useTranslation('images');
  const key = useOpenImage();
  const { data, error, refetch } = useQuery(detailQuery(key));
  const facts = useFacts(key, data);
  const users = (useContainers(key.host).data ?? []).filter((row) => row.imageId === key.id);
  if (error && !data) {
    return <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} />;
  }
  if (!facts) return <Skeleton lines={8} />;
  return (
    <div className={styles.body}>
      <Facts title={t('section.about')} facts={facts.about} />
      <Users host={key.host} users={users} />
      <Facts title={t('section.starts')} facts={facts.starts} />
      <Pairs title={t('section.env')} pairs={facts.env.map((one) => [one.name, one.value])} />
      <Pairs title={t('section.labels')} pairs={facts.labels} />
    </div>
  );
}
