import { Play, SquareTerminal } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TerminalId } from '../../../../contract/ids.ts';
import type { TerminalTarget } from '../../../../contract/terminals.ts';
import { api } from '../../../shared/lib/client.ts';
import { closeDock, useDock } from '../../../shared/lib/dock.ts';
import type { ContainerTabProps } from '../../../shared/lib/feature.ts';
import { useTerminals } from '../../../shared/lib/live-stores.ts';
import { useContainerRow } from '../../../shared/lib/rows.ts';
import { useStore } from '../../../shared/lib/store.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { useOpened } from '../api/use-opened.ts';
import { emptyLaunch } from '../model/launch.ts';
import { type Draft, dockChosen, draftOf, seats, tabChosen, wantsFocus } from '../model/places.ts';
import { bySeat, isOf, shownTerminal } from '../model/terminals.ts';
import { Launcher } from './launcher.tsx';
import { OpeningPane } from './opening-pane.tsx';
import { TerminalPane } from './terminal-pane.tsx';
import type { ScreenHandle } from './terminal-screen.tsx';
import { TerminalStrip } from './terminal-strip.tsx';
import styles from './terminals.module.css';

/** The terminal that the dock shows now: one screen a terminal, or two sizes would fight. */
function useDocked(): string | undefined {
  const dock = useDock();
  const chosen = useStore(dockChosen);
  const all = useTerminals();
  if (!dock.open || (dock.panel !== null && dock.panel !== 'terminals')) return undefined;
  return shownTerminal(all ?? [], chosen)?.id;
}

function NotRunning({ host, id, name }: ContainerTabProps & { readonly name: string }) {
  const { t } = useTranslation('terminals');
  const start = useAction({
    run: () => api.containers.start({ host, id }),
    failed: () => t('notRunning.failed', { name }),
  });
  return (
    <EmptyState
      icon={SquareTerminal}
      title={t('notRunning.title', { name })}
      action={
        <Button icon={Play} pending={start.pending} onClick={() => start.start(undefined)}>
          {t('notRunning.start')}
        </Button>
      }
    >
      {t('notRunning.body')}
    </EmptyState>
  );
}

/** The terminals of one container. */
export function TerminalTab({ host, id }: ContainerTabProps) {
  const { t } = useTranslation('terminals');
  const row = useContainerRow(host, id);
  const name = row?.name || id.slice(0, 12);
  const all = useTerminals();
  const chosen = useStore(tabChosen)[id];
  const [draft, setDraft] = useState<Draft>();
  const [launch, setLaunch] = useState(emptyLaunch);
  const docked = useDocked();
  const opened = useOpened();
  const order = useStore(seats);
  const strip = useRef<HTMLDivElement>(null);
  const screen = useRef<ScreenHandle>(null);
  if (!all) return <Skeleton lines={6} />;
  const terminals = bySeat(all.filter(isOf(host, id)), order);
  const isNew = chosen === 'new' || terminals.length === 0;
  const shown = draft || isNew ? undefined : shownTerminal(terminals, chosen);
  const choose = (next: (typeof terminals)[number]['id'] | 'new') =>
    tabChosen.set((now) => ({ ...now, [id]: next }));

  function open(target: TerminalTarget, instead?: TerminalId): void {
    setDraft(draftOf(target, instead));
  }
  function otherShell(target: TerminalTarget): void {
    if (target.kind === 'exec') {
      const { user = '', workingDir = '' } = target;
      setLaunch({ command: '', user, workingDir });
    }
    setDraft(undefined);
    choose('new');
  }

  return (
    <section className={styles.tabPanel} aria-label={t('tabLabel', { name })}>
      {terminals.length > 0 || draft ? (
        <TerminalStrip
          ref={strip}
          label={t('strip')}
          terminals={terminals}
          shown={shown}
          opening={draft && { name, instead: draft.instead }}
          onShow={(terminal) => {
            setDraft(undefined);
            choose(terminal.id);
            wantsFocus.set(true);
          }}
          onNew={() => {
            setDraft(undefined);
            choose('new');
          }}
          onFind={() => screen.current?.find()}
        />
      ) : null}
      {draft ? (
        <OpeningPane
          key={draft.key}
          draft={draft}
          name={name}
          onOpened={(terminal) => {
            opened(terminal, draft);
            choose(terminal.id);
            setDraft(undefined);
          }}
          onRetry={() => open(draft.target, draft.instead)}
          onOtherShell={() => otherShell(draft.target)}
        />
      ) : shown && shown.id === docked ? (
        <EmptyState
          icon={SquareTerminal}
          title={t('docked.title')}
          action={<Button onClick={closeDock}>{t('docked.bring')}</Button>}
        />
      ) : shown ? (
        <TerminalPane
          key={shown.id}
          ref={screen}
          terminal={shown}
          onLeave={() => strip.current?.querySelector('button')?.focus()}
          onReopen={open}
          onOtherShell={otherShell}
        />
      ) : row && row.state !== 'running' ? (
        <NotRunning host={host} id={id} name={name} />
      ) : (
        <Launcher
          place={{ host, container: id }}
          {...{ name, launch }}
          onLaunch={setLaunch}
          onOpen={open}
        />
      )}
    </section>
  );
}
