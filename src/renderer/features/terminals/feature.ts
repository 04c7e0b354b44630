import { SquareTerminal } from 'lucide-react';
import { lazy } from 'react';
import { openDock } from '../../shared/lib/dock.ts';
import type { Feature } from '../../shared/lib/feature.ts';
import { useTerminals } from '../../shared/lib/live-stores.ts';
import { OpenDialogHost } from './components/open-dialog-host.tsx';
import { lastTried, openAsk, openInDock } from './model/places.ts';

// xterm.js is half a megabyte: it comes with the first terminal.
const TerminalTab = lazy(() =>
  import('./components/terminal-tab.tsx').then((module) => ({ default: module.TerminalTab })),
);
const TerminalsDock = lazy(() =>
  import('./components/terminals-dock.tsx').then((module) => ({ default: module.TerminalsDock })),
);

export const terminalsFeature: Feature = {
  name: 'terminals',
  commands: [
    {
      id: 'terminals.open',
      title: 'terminals:commands.open',
      icon: SquareTerminal,
      keys: 'g t',
      needsHost: true,
      run: ({ host }) => {
        if (host) openAsk.set({ host, container: undefined });
      },
    },
    {
      id: 'terminals.host',
      title: 'terminals:commands.host',
      icon: SquareTerminal,
      needsHost: true,
      run: ({ host }) => {
        if (host) openInDock({ kind: 'host', host });
      },
    },
    {
      id: 'terminals.local',
      title: 'terminals:commands.local',
      icon: SquareTerminal,
      needsHost: true,
      run: ({ host }) => {
        if (host) openInDock({ kind: 'local', host });
      },
    },
    {
      id: 'terminals.show',
      title: 'terminals:commands.show',
      icon: SquareTerminal,
      run: () => openDock('terminals'),
    },
  ],
  containerTabs: [{ id: 'terminal', label: 'terminals:tab', order: 30, component: TerminalTab }],
  dock: [
    {
      id: 'terminals',
      label: 'terminals:dock',
      icon: SquareTerminal,
      order: 10,
      component: TerminalsDock,
      useCount: () => useTerminals()?.length,
    },
  ],
  mends: {
    'use-other-shell': {
      run(_mend, { host }) {
        const tried = lastTried.get();
        const container = tried && 'container' in tried ? tried.container : undefined;
        if (host) openAsk.set({ host: tried?.host ?? host, container });
        // It leads to a form; what failed is not tried again by itself.
        return new Promise(() => {});
      },
    },
  },
  overlays: [OpenDialogHost],
};
