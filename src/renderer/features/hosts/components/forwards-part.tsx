import { useTranslation } from 'react-i18next';
import type { Forward } from '../../../../contract/forwards.ts';
import type { Host } from '../../../../contract/hosts.ts';
import { problemText } from '../../../shared/i18n/problem-text.ts';
import { api } from '../../../shared/lib/client.ts';
import { useForwards } from '../../../shared/lib/live-stores.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Mono } from '../../../shared/ui/text.tsx';
import styles from './hosts.module.css';

function OpenForward({ forward }: { readonly forward: Forward }) {
  const { t } = useTranslation('hosts');
  const close = useAction({
    run: () => api.forwards.close({ forward: forward.id }),
    failed: () => t('page.closeFailed'),
  });
  return (
    <li className={styles.forward}>
      <span>
        <Mono>{`localhost:${forward.localPort}`}</Mono> → {forward.containerName}
        <Mono>{`:${forward.containerPort}`}</Mono>
      </span>
      <span className={styles.quiet}>
        {forward.problem
          ? problemText(forward.problem).sentence
          : t('page.connections', { count: forward.connections })}
      </span>
      <Button pending={close.pending} onClick={() => close.start()}>
        {t('page.close')}
      </Button>
    </li>
  );
}

/** Ports of containers on this host that are open on this machine. */
export function ForwardsPart({ host }: { readonly host: Host }) {
  const { t } = useTranslation('hosts');
  const own = useForwards().filter((forward) => forward.host === host.id);
  return (
    <section className={styles.section}>
      <h2>{t('page.forwards')}</h2>
      {own.length === 0 ? <p className={styles.quiet}>{t('page.noForwards')}</p> : null}
      <ul>
        {own.map((forward) => (
          <OpenForward key={forward.id} forward={forward} />
        ))}
      </ul>
    </section>
  );
}
