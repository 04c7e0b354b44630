import { CircleDot, CircleMinus, CirclePlus } from 'lucide-react';
import type { FileChange } from '../../../../contract/containers.ts';
import styles from './changes.module.css';

const icons = { added: CirclePlus, changed: CircleDot, removed: CircleMinus } as const;

/** Colour and shape; the word stands beside it. */
export function ChangeMark({ kind }: { readonly kind: FileChange['kind'] }) {
  const Icon = icons[kind];
  return <Icon size={14} aria-hidden className={styles.mark} data-kind={kind} />;
}
