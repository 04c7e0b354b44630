import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../../shared/lib/clipboard.ts';
import { useSettings } from '../../../shared/lib/live-stores.ts';
import { notify } from '../../../shared/lib/notices.ts';
import { useActionContext } from '../../../shared/lib/use-mend.ts';
import type { ClipboardAsk } from '../model/clipboard-write.ts';

/** A program wants the clipboard: refused unless the settings allow it, and said either way. */
export function useClipboardAsks(name: string): (ask: ClipboardAsk) => void {
  const { t } = useTranslation('terminals');
  const { terminalClipboardWrite } = useSettings();
  const context = useActionContext();
  /** A program that asks on and on is told of once. */
  const told = useRef(false);
  return (ask) => {
    if (ask.kind !== 'write') return;
    if (terminalClipboardWrite) {
      const count = ask.text.length;
      copyText(ask.text).then(
        (done) => {
          if (done) notify({ tone: 'info', title: () => t('clipboard.written', { name, count }) });
        },
        () => {},
      );
      return;
    }
    if (told.current) return;
    told.current = true;
    notify({
      tone: 'info',
      title: () => t('clipboard.refused', { name }),
      body: t('clipboard.why'),
      action: { label: t('clipboard.settings'), run: () => context.go('/settings') },
    });
  };
}
