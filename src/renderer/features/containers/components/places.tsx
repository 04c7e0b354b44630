import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { useHost, useHosts } from '../../../shared/lib/live-stores.ts';
import { HostDot } from '../../../shared/ui/host-dot.tsx';
import type { Target } from '../model/acts.ts';
import { byHost, type Scope } from '../model/scope.ts';
import styles from './places.module.css';

/** More of one host is told by its number: the dialog is not a second list. */
const mostNamed = 8;

export function HostName({ host: id }: { readonly host: HostId }) {
  const host = useHost(id);
  return host ? <HostDot host={host} named /> : <span>{id}</span>;
}

/** What stays as it is because its host is locked. */
export function LeftOut({ targets }: { readonly targets: readonly Target[] }) {
  const { t } = useTranslation('containers');
  const hosts = useHosts();
  if (targets.length === 0) return null;
  const labels = byHost(targets).map(
    ({ host }) => hosts?.find(({ id }) => id === host)?.label ?? host,
  );
  return (
    <p className={styles.leftOut}>
      <Lock size={14} aria-hidden />
      {t('places.leftOut', { count: targets.length, hosts: labels.join(t('empty.joint')) })}
    </p>
  );
}

/** Of a deed on several hosts: each host with its containers. */
export function Places({ targets, leftOut }: Scope) {
  const { t } = useTranslation('containers');
  const places = byHost(targets);
  return (
    <>
      {places.length > 1 ? (
        <dl className={styles.places}>
          {places.map(({ host, items }) => (
            <div key={host} className={styles.place}>
              <dt>
                <HostName host={host} />
              </dt>
              <dd>
                <bdi>
                  {items
                    .slice(0, mostNamed)
                    .map(({ name }) => name)
                    .join(t('empty.joint'))}
                </bdi>
                {items.length > mostNamed
                  ? ` ${t('places.more', { count: items.length - mostNamed })}`
                  : ''}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <LeftOut targets={leftOut} />
    </>
  );
}
