import { useTranslation } from 'react-i18next';
import type { Stage } from '../../../../contract/connecting.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { cx } from '../../../shared/ui/class-names.ts';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import styles from './hosts.module.css';

const shapes: Readonly<Record<Stage['state'], React.ReactNode>> = {
  ok: <path d="m2.5 7.5 3 3 6-7" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  failed: <path d="m3 3 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.75" />,
  refused: <path d="M3 7h8" stroke="currentColor" strokeWidth="1.75" />,
  waiting: <path d="M3.5 2.5h2.5v9H3.5zM8 2.5h2.5v9H8z" fill="currentColor" />,
  running: <circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.75" />,
};

/** What the server said is of use while it waits. */
const isOpen = ({ state }: Stage) => state === 'waiting' || state === 'running';

/** The steps of an attempt as they were recorded: it stops at the first that failed, with its mend. */
export function StageList({ stages }: { readonly stages: readonly Stage[] }) {
  const { t } = useTranslation('hosts');
  const format = useFormat();
  return (
    <ol className={styles.stages} aria-label={t('stage.list')}>
      {stages.map((stage, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stages are only ever added at the end.
        <li key={index} className={styles.stage} data-stage={stage.name} data-state={stage.state}>
          <svg
            className={cx(styles.mark, styles[stage.state])}
            width="14"
            height="14"
            viewBox="0 0 14 14"
            role="img"
            aria-label={t(`stage.state.${stage.state}`)}
          >
            {shapes[stage.state]}
          </svg>
          <span>
            {t(`stage.name.${stage.name}`)}{' '}
            {stage.what ? <span className={styles.what}>{stage.what}</span> : null}
          </span>
          <span className={styles.time}>
            {stage.tookMs === null ? '' : `${format.number(stage.tookMs)} ms`}
          </span>
          {stage.said && isOpen(stage) ? (
            <pre className={cx(styles.below, styles.theirWords)}>{stage.said}</pre>
          ) : null}
          {stage.problem ? (
            <div className={styles.below}>
              <ProblemView problem={stage.problem} plain />
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
