import { SquareTerminal } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import styles from './terminals.module.css';

/** A shell that runs here looks like any other: where it runs and whose engine it uses stands above it. */
export function LocalNote({ host: id, name }: { readonly host: HostId; readonly name: string }) {
  const { t } = useTranslation('terminals');
  const host = useHost(id);
  const colour = host ? ({ '--host': `var(--host-${host.colour})` } as CSSProperties) : undefined;
  return (
    <div
      className={styles.local}
      role="note"
      style={colour}
      data-production={host?.production || undefined}
    >
      <SquareTerminal size={14} aria-hidden />
      <span className={styles.warningText}>{t('local.note', { name: host?.label ?? name })}</span>
    </div>
  );
}
