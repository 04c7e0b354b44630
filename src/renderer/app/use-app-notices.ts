/** What the app has to say about itself, as notices: each once a window. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppNotices } from '../shared/lib/live-stores.ts';
import { notify } from '../shared/lib/notices.ts';

const said = new Set<string>();

export function useAppNoticeToasts(): void {
  const { t } = useTranslation('frame');
  const notices = useAppNotices();
  useEffect(() => {
    for (const notice of notices) {
      if (said.has(notice.id)) continue;
      said.add(notice.id);
      const title = () => t(`notice.${notice.kind}`, { ...notice });
      notify({ tone: 'info', title, ...('host' in notice ? { host: notice.host } : {}) });
    }
  }, [notices, t]);
}
