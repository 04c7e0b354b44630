import { useRouter } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrentHost } from '../../../shared/lib/current-host.ts';
import { layersPath } from '../../../shared/lib/layer-address.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Page } from '../../../shared/ui/page.tsx';
import { draftOf, sourceOf } from '../model/source-draft.ts';
import { ArchiveField } from './archive-field.tsx';
import styles from './open-page.module.css';
import { RememberedLayers } from './remembered-layers.tsx';
import { SourcePicker } from './source-picker.tsx';

/** Where a source is chosen: an archive of this machine, an image of an engine, one in a registry. */
export function OpenPage() {
  const { t } = useTranslation('layers');
  const router = useRouter();
  const host = useCurrentHost();
  const [draft, setDraft] = useState(() => draftOf(undefined, host));
  const source = sourceOf(draft);
  return (
    <Page
      title={t('open.title')}
      actions={
        <Button icon={GitCompareArrows} onClick={() => router.history.push('/layers/compare')}>
          {t('compare.title')}
        </Button>
      }
    >
      <div className={styles.body}>
        <p className={styles.what}>{t('open.what')}</p>
        <section className={styles.part}>
          <h2>{t('open.archive')}</h2>
          <p className={styles.hint}>{t('open.archiveHint')}</p>
          <ArchiveField />
        </section>
        <form
          className={styles.part}
          aria-label={t('open.image')}
          onSubmit={(event) => {
            event.preventDefault();
            if (source) router.history.push(layersPath(source));
          }}
        >
          <h2>{t('open.image')}</h2>
          <SourcePicker draft={draft} onChange={setDraft} />
          <div>
            <Button type="submit" tone="primary" disabled={!source}>
              {t('open.look')}
            </Button>
          </div>
        </form>
        <RememberedLayers />
      </div>
    </Page>
  );
}
