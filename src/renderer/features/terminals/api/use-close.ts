import { useTranslation } from 'react-i18next';
import type { Terminal } from '../../../../contract/terminals.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { closeTerminal } from './show-terminal.ts';

export function useClose() {
  const { t } = useTranslation('terminals');
  return useAction({
    run: (terminal: Terminal) => closeTerminal(terminal.id),
    failed: ({ name }) => t('close.failed', { name: name }),
  });
}
