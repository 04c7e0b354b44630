import { useTranslation } from 'react-i18next';
import type { ContainerDetail } from '../../../../contract/containers.ts';
import { RelativeTime } from '../../../shared/ui/text.tsx';
import { Part } from './facts.tsx';
import styles from './overview.module.css';

/** What the last health probes said, the newest first. */
export function HealthPart({ detail }: { readonly detail: ContainerDetail }) {
  const { t } = useTranslation('containers');
  if (detail.summary.health === 'none' && detail.healthLog.length === 0) return null;
  const probes = detail.healthLog.toSorted((a, b) => b.atMs - a.atMs);
  return (
    <Part title={t('overview.health')}>
      {probes.length === 0 ? <p className={styles.quiet}>{t('overview.noProbe')}</p> : null}
      <ul className={styles.list}>
        {probes.map((probe) => (
          <li key={probe.atMs} className={styles.probe}>
            <RelativeTime atMs={probe.atMs} />
            <span className={probe.exitCode === 0 ? styles.quiet : styles.failed}>
              {probe.exitCode === 0
                ? t('overview.probePassed')
                : t('overview.probeFailed', { code: probe.exitCode })}
            </span>
            {probe.output.trim() === '' ? null : (
              <pre className={styles.output}>{probe.output.trim()}</pre>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}
