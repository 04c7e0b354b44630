import { SquareTerminal } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TerminalTarget } from '../../../../contract/terminals.ts';
import { useCurrentHost } from '../../../shared/lib/current-host.ts';
import { hostsStore, useTerminals } from '../../../shared/lib/live-stores.ts';
import { queryClient } from '../../../shared/lib/query-client.ts';
import { containersQuery } from '../../../shared/lib/rows.ts';
import { useStore } from '../../../shared/lib/store.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { useOpened } from '../api/use-opened.ts';
import {
  dockChosen,
  dockDraft,
  lastTried,
  openAsk,
  openInDock,
  seats,
  wantsFocus,
} from '../model/places.ts';
import { bySeat, shownTerminal } from '../model/terminals.ts';
import { OpeningPane } from './opening-pane.tsx';
import { TerminalPane } from './terminal-pane.tsx';
import type { ScreenHandle } from './terminal-screen.tsx';
import { TerminalStrip } from './terminal-strip.tsx';
import styles from './terminals.module.css';

function nameOf(target: TerminalTarget): string {
  const { host } = target;
  if (!('container' in target)) {
    return hostsStore.get()?.find(({ id }) => id === host)?.label ?? '';
  }
  const rows = queryClient.getQueryData(containersQuery(host).queryKey);
  const { container } = target;
  return rows?.find((row) => row.id === container)?.name || container.slice(0, 12);
}

/** All terminals of all hosts, whatever view stands above. */
export function TerminalsDock() {
  const { t } = useTranslation('terminals');
  const host = useCurrentHost();
  const known = useTerminals();
  const opened = useOpened();
  const order = useStore(seats);
  const chosen = useStore(dockChosen);
  const draft = useStore(dockDraft);
  const strip = useRef<HTMLDivElement>(null);
  const screen = useRef<ScreenHandle>(null);
  if (!known) return <Skeleton lines={4} />;
  const all = bySeat(known, order);
  const shown = draft ? undefined : shownTerminal(all, chosen);
  const ask = () => {
    if (host) openAsk.set({ host, container: undefined });
  };
  const otherShell = (target: TerminalTarget) => {
    lastTried.set(target);
    if ('container' in target) openAsk.set({ host: target.host, container: target.container });
  };
  if (all.length === 0 && !draft) {
    return (
      <EmptyState
        title={t('dockEmpty.title')}
        action={
          <Button icon={SquareTerminal} disabled={!host} onClick={ask}>
            {t('dockEmpty.open')}
          </Button>
        }
      />
    );
  }
  return (
    <div className={styles.dockPanel}>
      <TerminalStrip
        ref={strip}
        label={t('strip')}
        terminals={all}
        shown={shown}
        opening={draft && { name: nameOf(draft.target), instead: draft.instead }}
        onShow={(terminal) => {
          dockDraft.set(undefined);
          dockChosen.set(terminal.id);
          wantsFocus.set(true);
        }}
        onNew={ask}
        onFind={() => screen.current?.find()}
      />
      {draft ? (
        <OpeningPane
          key={draft.key}
          draft={draft}
          name={nameOf(draft.target)}
          onOpened={(terminal) => {
            opened(terminal, draft);
            dockChosen.set(terminal.id);
            dockDraft.set(undefined);
          }}
          onRetry={() => openInDock(draft.target, draft.instead)}
          onOtherShell={() => otherShell(draft.target)}
        />
      ) : shown ? (
        <TerminalPane
          key={shown.id}
          ref={screen}
          terminal={shown}
          onLeave={() => strip.current?.querySelector('button')?.focus()}
          onReopen={openInDock}
          onOtherShell={otherShell}
        />
      ) : null}
    </div>
  );
}
