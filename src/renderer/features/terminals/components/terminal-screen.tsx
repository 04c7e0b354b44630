import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../../shared/lib/clipboard.ts';
import { notify } from '../../../shared/lib/notices.ts';
import type { MenuEntry } from '../../../shared/ui/menu.tsx';
import { PointMenu } from '../../../shared/ui/menu.tsx';
import { pasteable, pastedLines } from '../model/paste.ts';
import { wantsFocus } from '../model/places.ts';
import type { Xterm } from '../xterm/create-xterm.ts';
import { useXterm } from '../xterm/use-xterm.ts';
import { FindBar } from './find-bar.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import styles from './terminals.module.css';
import { useClipboardAsks } from './use-clipboard-asks.ts';

export interface ScreenHandle {
  find(): void;
  focus(): void;
}

export interface TerminalScreenProps {
  readonly label: string;
  /** The container's name, for questions. */
  readonly name: string;
  readonly onReady: (xterm: Xterm | undefined) => void;
  /** The keyboard's way out: where the focus goes. */
  readonly onLeave: () => void;
  readonly ref?: Ref<ScreenHandle> | undefined;
}

const isMac = navigator.platform.startsWith('Mac');

/** The screen itself, with its menu, find bar and the questions before a paste or a link. */
export function TerminalScreen({ label, name, onReady, onLeave, ref }: TerminalScreenProps) {
  const { t } = useTranslation(['terminals', 'common']);
  const place = useRef<HTMLDivElement>(null);
  const [finds, setFinds] = useState(false);
  const [link, setLink] = useState<string>();
  const [paste, setPaste] = useState<string>();
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);
  const onClipboard = useClipboardAsks(name);
  const xterm = useXterm(place, label, { onLink: setLink, onClipboard, onKey });

  useEffect(() => onReady(xterm), [xterm, onReady]);
  useImperativeHandle(ref, () => ({
    find: () => setFinds(true),
    focus: () => xterm?.term.focus(),
  }));

  /** The few keys that are not the program's. Everything else is, Ctrl-P and Ctrl-K too. */
  function onKey(event: KeyboardEvent): boolean {
    const shifted = event.ctrlKey && event.shiftKey && !event.altKey && !event.metaKey;
    const isDown = event.type === 'keydown';
    if (event.key === 'Escape' && event.shiftKey) {
      if (isDown) onLeave();
    } else if (shifted && event.code === 'KeyC') {
      if (isDown) copy();
    } else if ((shifted || (isMac && event.metaKey)) && event.code === 'KeyF') {
      if (isDown) setFinds(true);
      // The browser's own paste then arrives as an event.
    } else if (shifted && event.code === 'KeyV') return true;
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  function copy(): void {
    const text = xterm?.term.getSelection() ?? '';
    if (text !== '') void copyText(text);
  }
  function offer(text: string): void {
    const clean = pasteable(text);
    if (clean === '') return;
    if (pastedLines(clean) > 1) setPaste(clean);
    else xterm?.term.paste(clean);
  }
  async function pasteFromClipboard(): Promise<void> {
    try {
      offer(await navigator.clipboard.readText());
      xterm?.term.focus();
    } catch {
      notify({
        tone: 'info',
        title: () => t('paste.refused.title'),
        body: t('paste.refused.body'),
      });
    }
  }
  const isOff = xterm?.term.options.disableStdin === true;
  const entries: MenuEntry[] = [
    {
      id: 'copy',
      label: t('menu.copy'),
      keys: 'Control+Shift+KeyC',
      disabled: !xterm?.term.hasSelection(),
      run: copy,
    },
    {
      id: 'paste',
      label: t('menu.paste'),
      keys: 'Control+Shift+KeyV',
      disabled: isOff,
      run: () => void pasteFromClipboard(),
    },
    { id: 'all', label: t('menu.all'), run: () => xterm?.term.selectAll() },
    { kind: 'separator', id: 'line' },
    {
      id: 'find',
      label: t('menu.find'),
      keys: 'Control+Shift+KeyF',
      run: () => setFinds(true),
    },
    { id: 'clear', label: t('menu.clear'), run: () => xterm?.term.clear() },
  ];

  return (
    <div className={styles.screen}>
      {finds && xterm ? (
        <FindBar
          xterm={xterm}
          onClose={() => {
            setFinds(false);
            xterm.term.focus();
          }}
        />
      ) : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: xterm.js has its own text area; this hears what it would paste. */}
      <div
        className={styles.edge}
        onPasteCapture={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (!isOff) offer(event.clipboardData.getData('text/plain'));
        }}
        onContextMenu={(event) => {
          // A program that uses the mouse has the second button too, unless Shift is held.
          const isTaken = xterm?.term.modes.mouseTrackingMode !== 'none' && !event.shiftKey;
          event.preventDefault();
          if (!isTaken) setMenuAt({ x: event.clientX, y: event.clientY });
        }}
      >
        <div ref={place} className={styles.place} />
      </div>
      <PointMenu entries={entries} at={menuAt} onClose={() => setMenuAt(null)} />
      {link === undefined ? null : <LinkDialog url={link} onClose={() => setLink(undefined)} />}
      {paste === undefined ? null : (
        <PasteDialog
          text={paste}
          name={name}
          onClose={() => setPaste(undefined)}
          onPaste={() => {
            setPaste(undefined);
            xterm?.term.paste(paste);
            wantsFocus.set(true);
          }}
        />
      )}
    </div>
  );
}
