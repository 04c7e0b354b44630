import { useHost } from '../../../shared/lib/live-stores.ts';
import type { Asked } from '../model/asked.ts';
import { byHost } from '../model/scope.ts';
import { CommitDialog } from './commit-dialog.tsx';
import { KillDialog } from './kill-dialog.tsx';
import { LoseDialog } from './lose-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { TimeoutDialog } from './timeout-dialog.tsx';

/** The dialog for one question. */
export function AskedDialog({ ask }: { readonly ask: Asked }) {
  const [first] = ask.targets;
  const one = byHost(ask.targets).length === 1 ? first?.host : undefined;
  const host = useHost(one);
  if (!first || (one !== undefined && !host)) return null;
  const { question } = ask;
  switch (question.kind) {
    case 'stop':
    case 'restart':
      return <TimeoutDialog ask={ask} host={host} kind={question.kind} />;
    case 'kill':
      return <KillDialog ask={ask} host={host} />;
    case 'rename':
      return <RenameDialog ask={ask} host={host} target={first} />;
    case 'commit':
      return <CommitDialog host={host} target={first} />;
    case 'remove':
      return <RemoveDialog ask={ask} host={host} />;
    case 'lose':
      return <LoseDialog ask={ask} host={host} act={question.act} lost={question.lost} />;
  }
}
