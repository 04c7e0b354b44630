import type { Terminal } from '../../../../contract/terminals.ts';
import { useTerminals } from '../../../shared/lib/live-stores.ts';
import { type Draft, takeSeat, wantsFocus } from '../model/places.ts';
import { useClose } from './use-close.ts';

/** What follows when a draft has become a terminal: where it was opened again, the ended one goes. */
export function useOpened() {
  const all = useTerminals();
  const close = useClose();
  return (terminal: Terminal, { instead }: Draft): void => {
    wantsFocus.set(true);
    const ended = all?.find(({ id }) => id === instead);
    if (!ended) return;
    takeSeat(terminal, ended);
    close.start(ended);
  };
}
