import type { ContainerSummary } from '../../../../contract/containers.ts';
import { useCellTexts } from '../../../shared/i18n/language.tsx';
import { useStoreValue } from '../../../shared/lib/store.ts';
import { StateMark } from '../../../shared/ui/state-mark.tsx';
import { pendingActs } from '../model/pending.ts';
import styles from './cells.module.css';

type Condition = Pick<ContainerSummary, 'id' | 'state' | 'health' | 'exitCode'>;

/** The state as the engine tells it; while something was asked for, its word instead of the state's. */
export function StateCell({ row }: { readonly row: Condition }) {
  const t = useCellTexts('containers');
  const pending = useStoreValue(pendingActs, (acts) => acts.get(row.id));
  if (!pending) return <StateMark {...row} />;
  return (
    <span className={styles.pending} aria-live="polite">
      <StateMark {...row} bare />
      {t(`pending.${pending}`)}
    </span>
  );
}
