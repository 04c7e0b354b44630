import { Toast } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../lib/live-stores.ts';
import { type Notice, titleOf } from '../lib/notice.ts';
import { closeNotice, noticeManager } from '../lib/notices.ts';
import { Button, IconButton } from './button.tsx';
import { HostDot } from './host-dot.tsx';
import styles from './notices-view.module.css';
import { ProblemView } from './problem-view.tsx';

const icons = { done: CircleCheck, info: Info, failed: CircleAlert } as const;

function NoticeBody({ id, notice }: { readonly id: string; readonly notice: Notice }) {
  const { t } = useTranslation('common');
  const { undo, action, problem, retry } = notice;
  const host = useHost(notice.host);
  const andClose = (run: () => void) => () => {
    closeNotice(id);
    run();
  };
  return (
    <>
      {host ? (
        <div className={styles.host}>
          <HostDot host={host} named />
        </div>
      ) : null}
      {notice.body ? <Toast.Description>{notice.body}</Toast.Description> : null}
      {problem ? (
        <ProblemView
          plain
          problem={problem}
          host={notice.host}
          onRetry={retry ? andClose(retry) : undefined}
        />
      ) : null}
      {undo || action ? (
        <div className={styles.actions}>
          {undo ? <Button onClick={andClose(undo)}>{t('actions.undo')}</Button> : null}
          {action ? <Button onClick={andClose(action.run)}>{action.label}</Button> : null}
        </div>
      ) : null}
    </>
  );
}

function NoticeList() {
  const { t } = useTranslation('common');
  const { toasts } = Toast.useToastManager<{ notice: Notice }>();
  return toasts.map((toast) => {
    const notice = toast.data?.notice;
    if (!notice) return null;
    const Icon = icons[notice.tone];
    return (
      <Toast.Root key={toast.id} toast={toast} className={styles.notice} data-tone={notice.tone}>
        <Icon size={16} aria-hidden className={styles.icon} />
        <div className={styles.text}>
          <Toast.Title className={styles.title}>{titleOf(notice)}</Toast.Title>
          <NoticeBody id={toast.id} notice={notice} />
        </div>
        <Toast.Close render={<IconButton icon={X} label={t('actions.close')} small />} />
      </Toast.Root>
    );
  });
}

/** The corner where notices stand. Mounted once, inside the router. */
export function NoticesView() {
  return (
    <Toast.Provider toastManager={noticeManager} limit={4}>
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <NoticeList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}
