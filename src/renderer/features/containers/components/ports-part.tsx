import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortBinding } from '../../../../contract/containers.ts';
import type { ContainerId, HostId } from '../../../../contract/ids.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { portText } from '../model/filter.ts';
import { Part } from './facts.tsx';
import styles from './overview.module.css';
import { Port } from './ports.tsx';

/** A container may expose hundreds. */
const mostAtFirst = 40;

export function PortsPart(props: {
  readonly host: HostId;
  readonly container: ContainerId;
  readonly ports: readonly PortBinding[];
}) {
  const { t } = useTranslation('containers');
  const { host, container } = props;
  const shownHost = useHost(host);
  const address = shownHost?.address ?? '';
  const place = { host, container, address, remote: shownHost?.remote ?? false };
  const [all, setAll] = useState(false);
  const { ports } = props;
  if (ports.length === 0) return null;
  const shown = all ? ports : ports.slice(0, mostAtFirst);
  return (
    <Part title={t('columns.ports')} count={ports.length}>
      <ul className={styles.ports}>
        {shown.map((port) => (
          <li key={portText(port)}>
            <Port port={port} place={place} />
          </li>
        ))}
      </ul>
      {ports.length > shown.length ? (
        <Button onClick={() => setAll(true)}>{t('overview.all', { count: ports.length })}</Button>
      ) : null}
    </Part>
  );
}
