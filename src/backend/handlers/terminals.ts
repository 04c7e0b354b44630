import type { TerminalTarget } from '../../contract/terminals.ts';
import type { Backbone } from '../backbone.ts';
import { changing } from '../journal/record.ts';
import type { HandlersFor } from './handlers-for.ts';

export function terminalHandlers({
  terminals,
  hosts,
  journal,
}: Backbone): HandlersFor<'terminals'> {
  return {
    watch: (_input, { signal }) => terminals.latest.watch(signal),
    open({ target, size }) {
      const subject = terminals.nameOf(target);
      const act = { host: target.host, action: 'terminals.open', subject };
      const words = wordsOf(target, subject);
      return changing({ hosts, journal }, { ...act, words }, () =>
        terminals.open({ target, size }),
      );
    },
    view: (input, up, { signal }) => terminals.view(input, { up, signal }),
    close: async ({ terminal }) => {
      await terminals.end(terminal);
      return {};
    },
  };
}

function wordsOf(target: TerminalTarget, name: string): string[] {
  if (target.kind === 'host') return ['ssh', name];
  // No command equals it: what is typed there goes to the engine as its own command line says.
  if (target.kind === 'local') return [];
  if (target.kind === 'attach') return ['docker', 'attach', name];
  const { user, workingDir, command } = target;
  const options = [...(user ? ['-u', user] : []), ...(workingDir ? ['-w', workingDir] : [])];
  return ['docker', 'exec', '-it', ...options, name, ...(command ?? ['sh'])];
}
