import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../contract/errors.ts';
import { problemText } from '../../../shared/i18n/problem-text.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { useMend } from '../../../shared/lib/use-mend.ts';
import { Button } from '../../../shared/ui/button.tsx';
import type { RegistryAnswer } from '../api/use-registry.ts';
import { platformVerdict } from '../model/platform-verdict.ts';
import styles from './registry-note.module.css';

export interface RegistryNoteProps {
  readonly answer: RegistryAnswer;
  /** Empty: the engine's own. */
  readonly platform: string;
  /** Goes to the field where a mirror is named. */
  readonly onMirror: () => void;
}

/** A look beforehand that failed keeps nobody from a pull: the engine may have another way there. */
function Failed(
  props: Pick<RegistryNoteProps, 'onMirror'> & { problem: Problem; again: () => void },
) {
  const { t } = useTranslation('images');
  const { problem, again, onMirror } = props;
  const mend = useMend(problem.mend, { onRetry: again, onMend: { 'use-mirror': onMirror } });
  return (
    <div className={styles.note} role="note" data-code={problem.code}>
      <CircleAlert size={15} aria-hidden className={styles.icon} />
      <span>
        {problemText(problem).sentence} {t('registry.pullAnyway')}
      </span>
      {mend ? <Button onClick={mend.run}>{mend.label}</Button> : null}
    </div>
  );
}

/** What the registry says of the reference: how much would come, or why it would be of no use. */
export function RegistryNote({ answer, platform, onMirror }: RegistryNoteProps) {
  const { t } = useTranslation('images');
  const format = useFormat();
  const { platforms, problem, again, asking } = answer;
  if (problem && !asking) return <Failed problem={problem} again={again} onMirror={onMirror} />;
  if (!platforms) {
    return (
      <div className={styles.quiet} role="status">
        {asking ? t('registry.asking') : ''}
      </div>
    );
  }
  const { wanted } = platforms;
  const verdict = platformVerdict(platforms.platforms, { chosen: platform, wanted });
  if (verdict.kind === 'unknown') return <div className={styles.quiet} role="status" />;
  if (verdict.kind === 'fits') {
    const size = format.bytes(verdict.sizeBytes);
    return (
      <div className={styles.quiet} role="status">
        {t('registry.travels', { size, platform: verdict.platform })}
      </div>
    );
  }
  const all = platforms.platforms.map((one) => one.platform).filter(Boolean);
  return (
    <div className={styles.note} role="note" data-verdict={verdict.kind}>
      <TriangleAlert size={15} aria-hidden className={styles.icon} />
      <span>
        {t(`registry.verdict.${verdict.kind}`, {
          ...{ wanted, platform, all: all.join(', ') },
        })}
      </span>
    </div>
  );
}
