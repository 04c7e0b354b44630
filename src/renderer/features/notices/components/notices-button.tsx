import { Bell } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { titleOf } from '../../../shared/lib/notice.ts';
import { clearNotices, markSeen, noticeLog } from '../../../shared/lib/notice-log.ts';
import { useStore } from '../../../shared/lib/store.ts';
import { BarPanel } from '../../../shared/ui/bar-panel.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { PartBoundary } from '../../../shared/ui/error-boundary.tsx';
import { noticesPanel } from '../model/notices-panel.ts';
import { NoticeItem } from './notice-item.tsx';

/** What was told while nobody looked; opens the list of all that this window has told. */
export function NoticesButton() {
  const { t } = useTranslation('notices');
  const open = useStore(noticesPanel);
  const notices = useStore(noticeLog);
  const fresh = notices.filter(({ seen }) => !seen);
  return (
    <BarPanel
      open={open}
      onOpenChange={(next) => {
        noticesPanel.set(next);
        // Once it is closed: while it is open the new ones stand out.
        if (!next) markSeen(() => true);
      }}
      icon={Bell}
      label={t('button', { count: fresh.length })}
      title={t('title')}
      dot={fresh.length > 0}
      failed={fresh.some(({ notice }) => notice.tone === 'failed')}
      none={t('none')}
      items={notices.map((logged) => (
        <li key={logged.id}>
          <PartBoundary resetKey={logged} fallback={<p>{titleOf(logged.notice)}</p>}>
            <NoticeItem logged={logged} />
          </PartBoundary>
        </li>
      ))}
      foot={
        notices.length > 0 ? (
          <Button tone="plain" onClick={clearNotices}>
            {t('clear')}
          </Button>
        ) : null
      }
    />
  );
}
