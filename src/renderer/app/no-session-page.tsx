import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/ui/button.tsx';
import { CommandPreview } from '../shared/ui/command-preview.tsx';
import { EmptyState } from '../shared/ui/empty-state.tsx';

/** A tab that may not come in, and how it can. */
export function NoSessionPage(props: { readonly reason: 'no-session' | 'version-mismatch' }) {
  const { t } = useTranslation('frame');
  if (props.reason === 'version-mismatch') {
    return (
      <main>
        <EmptyState
          icon={KeyRound}
          title={t('mismatch.title')}
          action={
            <Button tone="primary" onClick={() => location.reload()}>
              {t('mismatch.reload')}
            </Button>
          }
        >
          {t('mismatch.body')}
        </EmptyState>
      </main>
    );
  }
  return (
    <main>
      <EmptyState icon={KeyRound} title={t('noSession.title')}>
        <p>{t('noSession.body')}</p>
        <p>{t('noSession.how')}</p>
        <br />
        <CommandPreview command="npm start -- --web" label={t('noSession.command')} />
      </EmptyState>
    </main>
  );
}
