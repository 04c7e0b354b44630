import { ArrowUp, Check, CircleQuestionMark } from 'lucide-react';
import type { HostId } from '../../../../contract/ids.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { useCellTexts } from '../../../shared/i18n/language.tsx';
import { problemText } from '../../../shared/i18n/problem-text.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { useNewerCheck } from '../api/newer-check.ts';
import { imageDialog } from '../model/dialogs.ts';
import { newerVerdict } from '../model/newer.ts';
import styles from './newer-cell.module.css';

export interface NewerCellProps {
  readonly host: HostId;
  readonly image: ImageSummary;
}

/** Whether a name stands for something else by now; then it is the way to pull that. Empty before a check. */
export function NewerCell({ host, image }: NewerCellProps) {
  const t = useCellTexts('images');
  const { checked } = useNewerCheck(host);
  const verdict = newerVerdict(image, checked);
  if (!verdict) return null;
  const { state, tag, problem } = verdict;
  if (state === 'newer') {
    const pull = () => imageDialog.set({ kind: 'pull', host, reference: tag });
    return (
      <Button icon={ArrowUp} tone="plain" onClick={pull} tip={t('newer.pull', { name: tag })}>
        {t('newer.state.newer')}
      </Button>
    );
  }
  const why = problem ? problemText(problem).sentence : t(`newer.why.${state}`);
  const Icon = state === 'unknown' ? CircleQuestionMark : Check;
  return (
    <span className={styles.state} title={why}>
      {state === 'local-only' ? null : <Icon size={14} aria-hidden />}
      {t(`newer.state.${state}`)}
    </span>
  );
}
