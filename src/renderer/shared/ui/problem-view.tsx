import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Mend, Problem } from '../../../contract/errors.ts';
import type { HostId } from '../../../contract/ids.ts';
import { problemText } from '../i18n/problem-text.ts';
import { useMend } from '../lib/use-mend.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import styles from './problem-view.module.css';

export interface ProblemViewProps {
  readonly problem: Problem;
  readonly onRetry?: (() => void) | undefined;
  /** Mends that this screen does itself (`choose-port`: focus the field). They win over the app's. */
  readonly onMend?: { readonly [K in Mend['kind']]?: (mend: Extract<Mend, { kind: K }>) => void };
  /** What the mend is done on; the host on screen when absent. */
  readonly host?: HostId | undefined;
  /** Without a frame and icon, where the place already says that it is a failure. */
  readonly plain?: boolean | undefined;
}

/** A decoded failure: the sentence, the cause, the button that mends it; the raw text folded. */
export function ProblemView({ problem, onRetry, onMend, host, plain }: ProblemViewProps) {
  const { t } = useTranslation('common');
  const mend = useMend(problem.mend, { onRetry, onMend, host });
  const { sentence, why } = problemText(problem);
  return (
    <div className={plain ? styles.plain : styles.problem} role="alert" data-code={problem.code}>
      {plain ? null : <CircleAlert size={16} aria-hidden className={styles.icon} />}
      <div className={styles.text}>
        <p className={styles.sentence}>{sentence}</p>
        {why ? <p className={styles.why}>{why}</p> : null}
        {mend || onRetry ? (
          <div className={styles.actions}>
            {mend ? <Button onClick={mend.run}>{mend.label}</Button> : null}
            {onRetry && problem.mend?.kind !== 'retry' ? (
              <Button onClick={onRetry}>{t('actions.retry')}</Button>
            ) : null}
          </div>
        ) : null}
        {problem.detail ? (
          <details className={styles.details}>
            <summary>{t('problem.raw')}</summary>
            <div className={styles.raw}>
              <pre>{problem.detail}</pre>
              <CopyButton text={problem.detail} />
            </div>
          </details>
        ) : null}
      </div>
    </div>
  );
}
