import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { availableCommands, commandRegistry } from '../shared/lib/commands.ts';
import { useStore } from '../shared/lib/store.ts';
import { Dialog } from '../shared/ui/dialog.tsx';
import { Keys } from '../shared/ui/keys.tsx';
import styles from './keys-dialog.module.css';
import { closeOverlay } from './overlay.ts';

/** Keys that lists know by themselves; they are no commands. */
const listKeys = [
  ['ArrowUp ArrowDown', 'keys.move'],
  ['Enter', 'keys.open'],
  ['Space', 'keys.select'],
  ['Shift+ArrowDown', 'keys.extend'],
  ['$mod+KeyA', 'keys.all'],
  ['Shift+F10', 'keys.menu'],
  ['Escape', 'keys.escape'],
] as const;

export function KeysDialog({ open }: { readonly open: boolean }) {
  const { t } = useTranslation();
  const body = useRef<HTMLDivElement>(null);
  const commands = availableCommands(useStore(commandRegistry), true).filter((one) => one.keys);
  return (
    <Dialog
      open={open}
      onClose={closeOverlay}
      title={t('frame:keys.title')}
      size="large"
      initialFocus={body}
    >
      <div ref={body} tabIndex={-1} className={styles.columns}>
        <section>
          <h3 className={styles.heading}>{t('frame:keys.everywhere')}</h3>
          <dl className={styles.list}>
            {commands.map((command) => (
              <div key={command.id} className={styles.line}>
                <dt>{t(command.title)}</dt>
                <dd>
                  <Keys keys={command.keys ?? ''} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3 className={styles.heading}>{t('frame:keys.lists')}</h3>
          <dl className={styles.list}>
            {listKeys.map(([keys, label]) => (
              <div key={label} className={styles.line}>
                <dt>{t(`frame:${label}`)}</dt>
                <dd>
                  <Keys keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
