import { useTranslation } from 'react-i18next';
import { type Host, isAnswering } from '../../../../contract/hosts.ts';
import { RelativeTime } from '../../../shared/ui/text.tsx';
import { useHostFacts } from '../api/use-host-facts.ts';
import { FactList } from './fact-list.tsx';
import styles from './hosts.module.css';

/** What a host that is reached by a login is, and how it is now. It is looked at only while this is shown. */
export function HostFacts({ host }: { readonly host: Host }) {
  return host.remote ? <Looked key={host.id} host={host} /> : null;
}

function Looked({ host }: { readonly host: Host }) {
  const { t } = useTranslation('hosts');
  const { facts, supported } = useHostFacts(host.id);
  const isOnline = isAnswering(host.state);
  if (!supported || (facts === null && !isOnline)) return null;
  return (
    <section className={styles.section}>
      <h2>{t('facts.title')}</h2>
      <FactList facts={facts} />
      {facts && !isOnline ? (
        <p className={styles.quiet}>
          {t('facts.asOf')} <RelativeTime atMs={facts.atMs} />
        </p>
      ) : null}
    </section>
  );
}
