import { useTranslation } from 'react-i18next';
import type { Prompt, PromptAnswer } from '../../../../contract/prompts.ts';
import { api } from '../../../shared/lib/client.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { CommandsPrompt } from './commands-prompt.tsx';
import { HostKeyPrompt } from './host-key-prompt.tsx';
import { SecretsPrompt } from './secrets-prompt.tsx';

/** A question of a host that is being connected to. Closing it means "no". */
export function PromptDialog({ prompt }: { readonly prompt: Prompt }) {
  const { t } = useTranslation(['hosts', 'common']);
  const host = useHost(prompt.host ?? undefined);
  const answer = useAction({
    run: (given: PromptAnswer) => api.prompts.answer({ prompt: prompt.id, answer: given }),
    failed: () => t('prompt.failed'),
    // Another window has answered: the question goes by itself.
    onProblem: ({ code }) => code === 'not-found',
  });
  const asked = { onAnswer: answer.start, pending: answer.pending };
  const cancel = () => answer.start({ kind: 'cancel' });
  switch (prompt.kind) {
    case 'host-key':
      return <HostKeyPrompt prompt={prompt} host={host} {...asked} />;
    case 'secrets':
      return <SecretsPrompt prompt={prompt} host={host} {...asked} />;
    case 'commands':
      return <CommandsPrompt prompt={prompt} host={host} {...asked} />;
    case 'touch':
      return (
        <Dialog
          open
          onClose={cancel}
          title={t('prompt.touch.title')}
          host={host}
          size="small"
          dismissible={false}
          footer={<Button onClick={cancel}>{t('common:actions.cancel')}</Button>}
        >
          <p>{t('prompt.touch.body', { address: prompt.address })}</p>
        </Dialog>
      );
  }
}
