import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Host } from '../../../../contract/hosts.ts';
import { api } from '../../../shared/lib/client.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { Mono } from '../../../shared/ui/text.tsx';
import styles from './hosts.module.css';

/** Both keys side by side. Nothing here is a default: going on takes the host's name, typed. */
export function ChangedKey({ host }: { readonly host: Host }) {
  const { t } = useTranslation('hosts');
  const [asks, setAsks] = useState(false);
  const facts = host.problem?.facts ?? {};
  const offered = String(facts.offered ?? '');
  const accept = useAction({
    run: () => api.hosts.acceptChangedKey({ host: host.id, fingerprint: offered }),
    failed: () => t('changed.failed'),
    done: () => {
      setAsks(false);
      return undefined;
    },
  });
  return (
    <section className={styles.form} aria-label={t('changed.label')}>
      <div className={styles.keys}>
        <div className={styles.keyCard}>
          <h2>{t('changed.known')}</h2>
          <Mono>{String(facts.known ?? '')}</Mono>
          <span className={styles.quiet}>
            {t('changed.place', { file: facts.file ?? '', line: facts.line ?? '' })}
          </span>
        </div>
        <div className={styles.keyCard}>
          <h2>{t('changed.offered')}</h2>
          <Mono>{offered}</Mono>
          <span className={styles.quiet}>{String(facts.type ?? '')}</span>
        </div>
      </div>
      <div>
        <Button onClick={() => setAsks(true)}>{t('changed.replace')}</Button>
      </div>
      <ConfirmDialog
        open={asks}
        onClose={() => setAsks(false)}
        title={t('changed.title', { host: host.label })}
        host={host}
        confirm={t('changed.confirm')}
        danger
        typed={host.label}
        pending={accept.pending}
        onConfirm={() => accept.start()}
      >
        <p>{t('changed.body')}</p>
        <Mono>{offered}</Mono>
      </ConfirmDialog>
    </section>
  );
}
