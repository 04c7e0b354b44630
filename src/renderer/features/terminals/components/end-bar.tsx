import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../contract/errors.ts';
import type { Terminal } from '../../../../contract/terminals.ts';
import { problemText } from '../../../shared/i18n/problem-text.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Glyph } from '../../../shared/ui/state-mark.tsx';
import { markOfTerminal } from '../model/terminals.ts';
import styles from './terminals.module.css';

export interface EndBarProps {
  readonly terminal: Terminal;
  readonly problem: Problem | undefined;
  readonly onReopen: () => void;
  readonly onOtherShell: () => void;
  readonly onClose: () => void;
}

/** How it ended, and the same again. */
export function EndBar({ terminal, problem, onReopen, onOtherShell, onClose }: EndBarProps) {
  const { t } = useTranslation(['terminals', 'errors', 'common']);
  const { exitCode } = terminal;
  const told = exitCode === null ? t('end.unknown') : t('end.code', { code: exitCode });
  return (
    <div className={styles.end} role="status">
      <Glyph mark={markOfTerminal(terminal)} />
      <span className={styles.endText}>{problem ? problemText(problem).sentence : told}</span>
      {problem?.mend?.kind === 'use-other-shell' ? (
        <Button onClick={onOtherShell}>{t('errors:mend.use-other-shell')}</Button>
      ) : null}
      <Button icon={RotateCw} onClick={onReopen}>
        {t(terminal.target.kind === 'attach' ? 'end.attachAgain' : 'end.reopen')}
      </Button>
      <Button tone="plain" onClick={onClose}>
        {t('common:actions.close')}
      </Button>
    </div>
  );
}
