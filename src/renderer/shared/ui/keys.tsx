import { keyCaps } from '../lib/key-caps.ts';
import styles from './keys.module.css';

/** A key binding in tinykeys syntax (`$mod+KeyK`, `g c`) as key caps of this platform. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keyCaps(keys).map((chord) => (
        <kbd key={chord} className={styles.cap}>
          {chord}
        </kbd>
      ))}
    </span>
  );
}
