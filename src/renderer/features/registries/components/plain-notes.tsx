import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/lib/client.ts';
import { askRegistriesAgain } from '../../../shared/lib/registry-logins.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Mono } from '../../../shared/ui/text.tsx';
import styles from './registries.module.css';

/** The registries that are spoken with in the clear, each with a way to take that back. */
export function PlainNotes({ registries }: { readonly registries: readonly string[] }) {
  const { t } = useTranslation('registries');
  const take = useAction({
    run: (registry: string) => api.registries.agreeToPlain({ registry, agreed: false }),
    failed: (name) => t('registries:plain.failed', { name }),
    done: () => {
      void askRegistriesAgain();
      return undefined;
    },
  });
  return registries.map((registry) => (
    <div key={registry} className={styles.note} role="note">
      <span>
        {t('registries:plain.note')} <Mono>{registry}</Mono>
      </span>
      <Button pending={take.pending} onClick={() => take.start(registry)}>
        {t('registries:plain.takeBack')}
      </Button>
    </div>
  ));
}
