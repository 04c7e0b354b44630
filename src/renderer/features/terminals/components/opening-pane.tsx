import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, toProblem } from '../../../../contract/errors.ts';
import type { Terminal } from '../../../../contract/terminals.ts';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { openTerminal } from '../api/show-terminal.ts';
import type { Draft } from '../model/places.ts';
import type { Xterm } from '../xterm/create-xterm.ts';
import { LocalNote } from './local-note.tsx';
import { AttachWarning } from './terminal-pane.tsx';
import { TerminalScreen } from './terminal-screen.tsx';
import styles from './terminals.module.css';

export interface OpeningPaneProps {
  readonly draft: Draft;
  readonly name: string;
  readonly onOpened: (terminal: Terminal) => void;
  readonly onRetry: () => void;
  readonly onOtherShell: () => void;
}

/** Drafts that were sent: a pane that is drawn twice opens one terminal. */
const sent = new Map<number, Promise<Terminal>>();

function openOnce({ key, target }: Draft, { term }: Xterm): Promise<Terminal> {
  const running = sent.get(key);
  if (running) return running;
  const opening = openTerminal(target, { columns: term.cols, rows: term.rows });
  sent.set(key, opening);
  return opening;
}

/** The place is there before the process: so its first byte already knows the size. */
export function OpeningPane({ draft, name, onOpened, onRetry, onOtherShell }: OpeningPaneProps) {
  const { t } = useTranslation('terminals');
  const [xterm, setXterm] = useState<Xterm>();
  const [problem, setProblem] = useState<Problem>();
  const tell = useRef(onOpened);
  tell.current = onOpened;

  useEffect(() => {
    if (!xterm) return;
    let isGone = false;
    openOnce(draft, xterm).then(
      (terminal) => {
        if (!isGone) tell.current(terminal);
      },
      (error: unknown) => {
        if (!isGone) setProblem(toProblem(error));
      },
    );
    return () => {
      isGone = true;
    };
  }, [draft, xterm]);

  if (problem) {
    return (
      <div className={styles.failed}>
        <ProblemView
          problem={problem}
          onRetry={onRetry}
          onMend={{ 'use-other-shell': onOtherShell }}
        />
        {draft.target.kind === 'local' && problem.code === 'not-supported' ? (
          <p>{t('local.notSupported')}</p>
        ) : null}
      </div>
    );
  }
  return (
    <div className={styles.pane}>
      {draft.target.kind === 'attach' ? <AttachWarning name={name} tty /> : null}
      {draft.target.kind === 'local' ? <LocalNote host={draft.target.host} name={name} /> : null}
      <TerminalScreen
        label={t('opening', { name })}
        name={name}
        onReady={setXterm}
        onLeave={() => {}}
      />
    </div>
  );
}
