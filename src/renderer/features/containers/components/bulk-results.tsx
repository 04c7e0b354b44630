import { CircleAlert, CircleCheck, CircleDashed, CircleSlash, LoaderCircle, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { useStore } from '../../../shared/lib/store.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { ProgressBar } from '../../../shared/ui/progress-bar.tsx';
import { actOnMany, type Bulk, type BulkItem, bulks, closeBulk } from '../api/act-on-many.ts';
import { undoOf } from '../model/acts.ts';
import { byHost } from '../model/scope.ts';
import styles from './bulk.module.css';
import { HostName, LeftOut } from './places.tsx';
import { useCommandText } from './use-command-text.ts';

const icons = {
  waiting: CircleDashed,
  running: LoaderCircle,
  done: CircleCheck,
  failed: CircleAlert,
  cancelled: CircleSlash,
} as const;

interface ItemProps {
  readonly bulk: Bulk;
  readonly item: BulkItem;
  /** They are on several hosts: each is named with its own. */
  readonly placed: boolean;
}

function Item({ bulk, item, placed }: ItemProps) {
  const { t } = useTranslation('containers');
  const Icon = icons[item.outcome];
  const again = () => void actOnMany({ act: bulk.act, targets: [item.target] });
  return (
    <li className={styles.item} data-placed={placed || undefined} data-outcome={item.outcome}>
      <Icon size={14} aria-hidden />
      <bdi className={styles.name}>{item.target.name}</bdi>
      {placed ? <HostName host={item.target.host} /> : null}
      <span className={styles.outcome}>{t(`outcome.${item.outcome}`)}</span>
      {item.problem ? (
        <div className={styles.problem}>
          <ProblemView plain problem={item.problem} host={item.target.host} onRetry={again} />
        </div>
      ) : null}
    </li>
  );
}

function Result({ bulk }: { readonly bulk: Bulk }) {
  const { t } = useTranslation(['containers', 'common']);
  const [open, setOpen] = useState<boolean>();
  const command = useCommandText();
  const { act, items, running, leftOut } = bulk;
  const targets = items.map((item) => item.target);
  const placed = byHost(targets).length > 1;
  const of = (outcome: BulkItem['outcome']) => items.filter((item) => item.outcome === outcome);
  const [done, failed] = [of('done'), of('failed').length];
  const cancelled = of('cancelled').length;
  // A failure shows itself; that all went well needs no list.
  const expanded = open ?? failed > 0;
  const undo = () => {
    closeBulk(bulk.key);
    // One deed undoes them all: only a rename has one of its own, and no rename is done to many.
    const [first] = done;
    const act_ = first && undoOf(act, first.target);
    if (act_) void actOnMany({ act: act_, targets: done.map((item) => item.target) });
  };
  const [sample] = items;
  const undoable = !running && done.length > 0 && sample && undoOf(act, sample.target);
  const over = items.length - of('waiting').length - of('running').length;
  return (
    <section
      className={styles.result}
      aria-label={t(`bulkTitle.${act.kind}`, { count: items.length })}
    >
      <div className={styles.head}>
        <p className={styles.title} role="status">
          {t(`bulkTitle.${act.kind}`, { count: items.length })}
          <span className={styles.counts}>
            {t('bulk.done', { count: done.length })}
            {failed > 0 ? ` · ${t('bulk.failed', { count: failed })}` : ''}
            {cancelled > 0 ? ` · ${t('bulk.cancelled', { count: cancelled })}` : ''}
          </span>
        </p>
        <Button tone="plain" onClick={() => setOpen(!expanded)}>
          {t(expanded ? 'bulk.hide' : 'bulk.show')}
        </Button>
        {undoable ? <Button onClick={undo}>{t('common:actions.undo')}</Button> : null}
        {running ? (
          <Button onClick={bulk.stop}>{t('common:actions.cancel')}</Button>
        ) : (
          <IconButton
            icon={X}
            label={t('common:actions.close')}
            onClick={() => closeBulk(bulk.key)}
          />
        )}
      </div>
      <LeftOut targets={leftOut} />
      {running ? (
        <ProgressBar label={t('bulk.progress')} value={over / Math.max(1, items.length)} />
      ) : null}
      {expanded ? (
        <>
          <ul className={styles.items}>
            {items.map((item) => (
              <Item key={`${item.target.id}@${item.target.host}`} {...{ bulk, item, placed }} />
            ))}
          </ul>
          <CommandPreview command={command(act, targets)} />
        </>
      ) : null}
    </section>
  );
}

/** What became of the deeds on many, between the toolbar and the list, until they are closed. Without a host: of all. */
export function BulkResults({ host }: { readonly host?: HostId | undefined }) {
  const isHere = ({ items }: Bulk) => items.every(({ target }) => target.host === host);
  const all = useStore(bulks);
  const shown = host === undefined ? all : all.filter(isHere);
  return shown.map((bulk) => <Result key={bulk.key} bulk={bulk} />);
}
