import { AArrowDown, AArrowUp, Plus, Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import type { Terminal } from '../../../../contract/terminals.ts';
import { updateSettings, useSettings } from '../../../shared/lib/live-stores.ts';
import { notify } from '../../../shared/lib/notices.ts';
import { IconButton } from '../../../shared/ui/button.tsx';
import { Glyph } from '../../../shared/ui/state-mark.tsx';
import { useClose } from '../api/use-close.ts';
import { markOfTerminal, shortCommand } from '../model/terminals.ts';
import { CloseDialog } from './close-dialog.tsx';
import styles from './terminals.module.css';

interface Opening {
  readonly name: string;
  readonly instead: Terminal['id'] | undefined;
}

export interface TerminalStripProps {
  readonly label: string;
  readonly terminals: readonly Terminal[];
  readonly shown: Terminal | undefined;
  /** What is being opened, and in whose place. */
  readonly opening?: Opening | undefined;
  readonly onShow: (terminal: Terminal) => void;
  readonly onNew: () => void;
  readonly onFind: () => void;
  readonly ref?: Ref<HTMLDivElement> | undefined;
}

const smallest = 8;
const largest = 32;

function FontButtons() {
  const { t } = useTranslation('terminals');
  const { terminalFontSize: size } = useSettings();
  const set = (terminalFontSize: number) =>
    updateSettings({ terminalFontSize }).catch((error: unknown) =>
      notify({ tone: 'failed', title: () => t('font.notSaved'), problem: toProblem(error) }),
    );
  return (
    <>
      <IconButton
        small
        icon={AArrowDown}
        label={t('font.smaller')}
        disabled={size <= smallest}
        onClick={() => void set(size - 1)}
      />
      <IconButton
        small
        icon={AArrowUp}
        label={t('font.larger')}
        disabled={size >= largest}
        onClick={() => void set(size + 1)}
      />
    </>
  );
}

/** Which terminals there are: state, container, user and program on each; and what is done to the shown one. */
export function TerminalStrip(props: TerminalStripProps) {
  const { t } = useTranslation(['terminals', 'common']);
  const { terminals, shown, opening } = props;
  const [asked, setAsked] = useState<Terminal>();
  const close = useClose();
  function end(terminal: Terminal): void {
    const isRunning = terminal.state !== 'ended' && terminal.target.kind !== 'attach';
    if (isRunning) setAsked(terminal);
    else close.start(terminal);
  }
  const openingTab = opening ? (
    <div key="opening" className={styles.tab} data-chosen>
      <span className={styles.tabName}>
        <Glyph mark="starting" label={t('state.starting')} />
        <span className={styles.tabContainer}>{opening.name}</span>
      </span>
    </div>
  ) : null;
  return (
    <div ref={props.ref} className={styles.strip} role="toolbar" aria-label={props.label}>
      <div className={styles.tabs}>
        {terminals.map((terminal) =>
          terminal.id === opening?.instead ? (
            openingTab
          ) : (
            <div
              key={terminal.id}
              className={styles.tab}
              data-chosen={terminal === shown || undefined}
            >
              <button
                type="button"
                className={styles.tabName}
                aria-pressed={terminal === shown}
                title={`${terminal.name} · ${terminal.command}`}
                onClick={() => props.onShow(terminal)}
              >
                <Glyph
                  mark={markOfTerminal(terminal)}
                  label={t(`state.${markOfTerminal(terminal)}`)}
                />
                <span className={styles.tabContainer}>{terminal.name}</span>
                <span className={styles.tabShell}>
                  {terminal.target.kind === 'attach'
                    ? t('attach.short')
                    : [terminal.user, shortCommand(terminal.command)].filter(Boolean).join(' · ')}
                </span>
              </button>
              <IconButton
                small
                icon={X}
                label={t('close.label', { name: terminal.name })}
                onClick={() => end(terminal)}
              />
            </div>
          ),
        )}
        {terminals.some(({ id }) => id === opening?.instead) ? null : openingTab}
      </div>
      <IconButton small icon={Plus} label={t('new')} onClick={props.onNew} />
      <span className={styles.spring} />
      <IconButton
        small
        icon={Search}
        label={t('find.label')}
        keys="Control+Shift+KeyF"
        disabled={!shown}
        onClick={props.onFind}
      />
      <FontButtons />
      {asked ? (
        <CloseDialog
          terminal={asked}
          onClose={() => setAsked(undefined)}
          onEnd={() => {
            setAsked(undefined);
            close.start(asked);
          }}
        />
      ) : null}
    </div>
  );
}
