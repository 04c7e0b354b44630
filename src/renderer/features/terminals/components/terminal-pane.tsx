import { TriangleAlert, Unplug } from 'lucide-react';
import { type Ref, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../contract/errors.ts';
import type { Terminal } from '../../../../contract/terminals.ts';
import { useStore } from '../../../shared/lib/store.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { showTerminal } from '../api/show-terminal.ts';
import { useClose } from '../api/use-close.ts';
import { wantsFocus } from '../model/places.ts';
import type { Xterm } from '../xterm/create-xterm.ts';
import { EndBar } from './end-bar.tsx';
import { LocalNote } from './local-note.tsx';
import { type ScreenHandle, TerminalScreen } from './terminal-screen.tsx';
import styles from './terminals.module.css';

export interface PaneEvents {
  readonly onLeave: () => void;
  /** The same again, in the place of this one. */
  readonly onReopen: (target: Terminal['target'], instead: Terminal['id']) => void;
  /** The container has no such program: a person chooses another. */
  readonly onOtherShell: (target: Terminal['target']) => void;
}

export interface TerminalPaneProps extends PaneEvents {
  readonly terminal: Terminal;
  readonly ref?: Ref<ScreenHandle> | undefined;
}

/** What is typed goes to the container's own process: that stands there as long as it is so. */
export function AttachWarning(props: {
  readonly name: string;
  readonly tty: boolean;
  readonly onDetach?: (() => void) | undefined;
}) {
  const { t } = useTranslation('terminals');
  return (
    <div className={styles.warning} role="note">
      <TriangleAlert size={14} aria-hidden />
      <span className={styles.warningText}>
        {t(props.tty ? 'attach.warning' : 'attach.warningLines', { name: props.name })}
      </span>
      <Button icon={Unplug} onClick={props.onDetach} disabled={!props.onDetach}>
        {t('attach.detach')}
      </Button>
    </div>
  );
}

/** One terminal: its screen, the warning above an attached one, and how it ended. */
export function TerminalPane(props: TerminalPaneProps) {
  const { terminal } = props;
  const { t } = useTranslation('terminals');
  const [xterm, setXterm] = useState<Xterm>();
  const [problem, setProblem] = useState<Problem>();
  const focusNow = useStore(wantsFocus);
  const close = useClose();
  const { id, tty, name } = terminal;
  const isEnded = terminal.state === 'ended';

  useEffect(() => {
    if (!xterm) return;
    const life = new AbortController();
    xterm.term.reset();
    showTerminal({ xterm, terminal: { id, tty } }, life.signal).then(setProblem, () => {});
    return () => life.abort();
  }, [xterm, id, tty]);
  // After the above: what is typed in the first moment has somebody who hears it.
  useEffect(() => {
    if (!xterm || !focusNow) return;
    xterm.term.focus();
    wantsFocus.set(false);
  }, [xterm, focusNow]);
  useEffect(() => {
    if (xterm) xterm.term.options.disableStdin = isEnded;
  }, [xterm, isEnded]);

  return (
    <div className={styles.pane}>
      {terminal.target.kind === 'attach' && !isEnded ? (
        <AttachWarning name={name} tty={tty} onDetach={() => close.start(terminal)} />
      ) : null}
      {terminal.target.kind === 'local' ? (
        <LocalNote host={terminal.target.host} name={name} />
      ) : null}
      <TerminalScreen
        ref={props.ref}
        label={t('label', { name, command: terminal.command })}
        name={name}
        onReady={setXterm}
        onLeave={props.onLeave}
      />
      {isEnded || problem ? (
        <EndBar
          terminal={terminal}
          problem={terminal.problem ?? problem}
          onReopen={() => props.onReopen(terminal.target, id)}
          onOtherShell={() => props.onOtherShell(terminal.target)}
          onClose={() => close.start(terminal)}
        />
      ) : null}
    </div>
  );
}
