import { useTranslation } from 'react-i18next';
import { problemText } from '../../../shared/i18n/problem-text.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { Button } from '../../../shared/ui/button.tsx';
import type { LogPhase } from '../api/log-session.ts';
import type { LogBuffer } from '../model/log-buffer.ts';
import styles from './logs-tab.module.css';

export interface LogFootProps {
  readonly phase: LogPhase;
  readonly buffer: LogBuffer;
  readonly onRetry: () => void;
}

/** Whether it still follows, how much there is, and what is not kept. */
export function LogFoot({ phase, buffer, onRetry }: LogFootProps) {
  const { t } = useTranslation(['logs', 'common']);
  const format = useFormat();
  const dropped = buffer.dropped();
  const count = buffer.rows.length;
  return (
    <div className={styles.foot}>
      <span data-phase={phase.kind}>{t(`phase.${phase.kind}`)}</span>
      <span>{t('lines', { count, formatted: format.number(count) })}</span>
      {phase.kind === 'failed' ? (
        <>
          <span className={styles.why}>{problemText(phase.problem).sentence}</span>
          <Button tone="plain" onClick={onRetry}>
            {t('common:actions.retry')}
          </Button>
        </>
      ) : null}
      {dropped > 0 ? (
        <span className={styles.dropped} title={t('droppedWhy')}>
          {t('dropped', { count: dropped, formatted: format.number(dropped) })}
        </span>
      ) : null}
    </div>
  );
}
