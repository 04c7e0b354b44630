import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { titleOf } from '../../../shared/lib/notice.ts';
import { forgetNotice, type LoggedNotice } from '../../../shared/lib/notice-log.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { HostDot } from '../../../shared/ui/host-dot.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { RelativeTime } from '../../../shared/ui/text.tsx';
import { noticesPanel } from '../model/notices-panel.ts';
import styles from './notices.module.css';

const icons = { done: CircleCheck, info: Info, failed: CircleAlert } as const;

/** One notice as it was told: what, where, when; why it failed and what mends it. */
export const NoticeItem = memo(function NoticeItem({ logged }: { readonly logged: LoggedNotice }) {
  const { t } = useTranslation('notices');
  const { notice, atMs, seen } = logged;
  const host = useHost(notice.host);
  const Icon = icons[notice.tone];
  const { action, problem } = notice;
  return (
    <article className={styles.notice} data-tone={notice.tone} data-new={!seen || undefined}>
      <div className={styles.line}>
        <Icon size={15} role="img" aria-label={t(`tone.${notice.tone}`)} className={styles.icon} />
        <span className={styles.title}>{titleOf(notice)}</span>
        {seen ? null : <span className={styles.new}>{t('new')}</span>}
        <IconButton icon={X} label={t('dismiss')} small onClick={() => forgetNotice(logged.id)} />
      </div>
      <p className={styles.facts}>
        {host ? <HostDot host={host} named /> : null}
        <RelativeTime atMs={atMs} />
      </p>
      {notice.body ? <p className={styles.body}>{notice.body}</p> : null}
      {problem ? (
        <ProblemView plain problem={problem} host={notice.host} onRetry={notice.retry} />
      ) : null}
      {action ? (
        <div>
          <Button
            onClick={() => {
              noticesPanel.set(false);
              action.run();
            }}
          >
            {action.label}
          </Button>
        </div>
      ) : null}
    </article>
  );
});
