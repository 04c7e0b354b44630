import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostFacts } from '../../../../contract/hosts.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import styles from './host-facts.module.css';

/** What one look told. Null: nobody has looked yet; the places are kept, so that nothing moves. */
export function FactList({ facts }: { readonly facts: HostFacts | null }) {
  const { t } = useTranslation('hosts');
  const format = useFormat();

  const free = (
    [freeBytes, bytes]: readonly [number | null, number | null],
    write: (bytes: number) => string,
  ): string | null => {
    if (bytes === null) return null;
    if (freeBytes === null) return write(bytes);
    return t('facts.free', { free: write(freeBytes), total: write(bytes) });
  };

  const entries: readonly (readonly [name: string, value: ReactNode, title?: string])[] = [
    [t('facts.system'), facts?.system],
    [t('facts.model'), facts?.model],
    [t('facts.architecture'), facts?.architecture],
    [t('facts.kernel'), facts?.kernel],
    [
      t('facts.uptime'),
      facts && (facts.uptimeSeconds === null ? null : format.duration(facts.uptimeSeconds * 1000)),
    ],
    [
      t('facts.load'),
      facts && (facts.load?.map((value) => format.number(value, 2)).join(' · ') ?? null),
      t('facts.loadOver'),
    ],
    [t('facts.cpus'), facts && (facts.cpuCount === null ? null : format.number(facts.cpuCount))],
    [
      t('facts.memory'),
      facts && free([facts.memoryAvailableBytes, facts.memoryBytes], format.memory),
    ],
    [t('facts.disk'), facts && free([facts.dataFreeBytes, facts.dataBytes], format.bytes)],
  ];

  return (
    <dl className={styles.facts} aria-busy={facts === null}>
      {entries.map(([name, value, title]) => (
        <div key={name} className={styles.fact}>
          <dt title={title}>{name}</dt>
          <dd className={facts !== null && value === null ? styles.unknown : undefined}>
            <bdi>{facts === null ? '…' : (value ?? t('facts.unknown'))}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
