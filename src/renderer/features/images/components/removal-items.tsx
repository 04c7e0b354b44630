import { CircleAlert, CircleCheck, CircleSlash, Layers } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PlannedImage, RemovalPlan, RemovedItem } from '../../../../contract/image-removal.ts';
import { problemText } from '../../../shared/i18n/problem-text.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { RelativeTime } from '../../../shared/ui/text.tsx';
import type { Removal } from '../api/use-removal.ts';
import { inOrder } from '../model/names.ts';
import { plannedName } from '../model/removal.ts';
import styles from './removal.module.css';

const icons = {
  ...{ done: CircleCheck, failed: CircleAlert, waiting: Layers, kept: CircleSlash },
} as const;

/** More children than that are counted. */
const mostChildren = 3;

function Planned({ item }: { readonly item: PlannedImage }) {
  const { t } = useTranslation('images');
  const { effect, reason, users, children, names } = item;
  if (effect === 'delete') {
    const others = inOrder(names).slice(1).join(', ');
    return others === '' ? null : t('bulk.alsoNamed', { names: others });
  }
  if (users > 0) return `${t('remove.users', { count: users })} ${t('bulk.kept')}`;
  if (reason === 'intermediate') return t('bulk.intermediate');
  const shown = children
    .slice(0, mostChildren)
    .map((name) => name.replace(/^sha256:(.{12}).*/, '$1'));
  const list = shown.join(', ');
  const more = children.length - shown.length;
  const of = more > 0 ? `${list} ${t('remove.more', { count: more })}` : list;
  return t(effect === 'untag' ? 'bulk.untagOnly' : 'bulk.hasChildren', { names: of });
}

function Done({ result }: { readonly result: RemovedItem }) {
  const { t } = useTranslation('images');
  if (result.problem) return problemText(result.problem).sentence;
  const untagged = t('bulk.untagged', { count: result.untagged.length });
  const deleted = t('bulk.deleted', { count: result.deleted.length });
  return (
    <span title={[...result.untagged, ...result.deleted].join('\n')}>
      {t('bulk.removed')}: {untagged}, {deleted}
    </span>
  );
}

interface ItemProps {
  readonly item: PlannedImage;
  readonly result: RemovedItem | undefined;
}

function Item({ item, result }: ItemProps) {
  const { t } = useTranslation('images');
  const format = useFormat();
  const before = item.effect === 'refused' ? 'kept' : 'waiting';
  const state = result ? (result.problem ? 'failed' : 'done') : before;
  const Icon = icons[state];
  const text = result ? <Done result={result} /> : <Planned item={item} />;
  return (
    <li className={styles.item} data-result={state}>
      <Icon size={14} aria-hidden />
      <span className={styles.itemName} title={item.names.join('\n') || item.image}>
        {plannedName(item)}
      </span>
      <span className={styles.itemText}>
        <RelativeTime atMs={item.createdAtMs} />
      </span>
      <span
        className={styles.itemSize}
        title={t('bulk.ofSize', { size: format.bytes(item.sizeBytes) })}
      >
        {state === 'kept' ? null : format.bytes(result ? result.freedBytes : item.freed.bytes)}
      </span>
      <span className={styles.itemMore}>{text}</span>
    </li>
  );
}

export interface RemovalItemsProps {
  readonly plan: RemovalPlan;
  readonly removal: Removal;
}

/** Each image with what would become of it and the bytes that go with it; then what did. */
export function RemovalItems({ plan, removal }: RemovalItemsProps) {
  const { t } = useTranslation('images');
  const results = new Map(removal.job?.result?.removal?.items.map((one) => [one.image, one]));
  return (
    <ul className={styles.items} aria-label={t('bulk.items')}>
      {plan.items.map((item) => (
        <Item key={item.image} item={item} result={results.get(item.image)} />
      ))}
    </ul>
  );
}

/** The whole in one sentence: before, what goes; after, what went. */
export function RemovalSum({ plan, removal }: RemovalItemsProps) {
  const { t } = useTranslation('images');
  const format = useFormat();
  const { phase, job } = removal;
  const result = job?.result?.removal;
  const count = plan.items.length;
  if (phase === 'asking' || !result) {
    const goes = plan.items.filter((item) => item.effect !== 'refused').length;
    const freed = t(`freed.${plan.freed.precision}`, { size: format.bytes(plan.freed.bytes) });
    return <p role="status">{t('bulk.goes', { count: goes, freed })}</p>;
  }
  const done = result.items.filter((item) => item.problem === null).length;
  const freed = t(`freed.${result.freed.precision}`, { size: format.bytes(result.freed.bytes) });
  const cancelled = job.state === 'cancelled' ? ` ${t('bulk.cancelled')}` : '';
  return (
    <p role="status">
      {t('bulk.result', { done, count, freed })}
      {cancelled}
    </p>
  );
}
