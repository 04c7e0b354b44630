import { useTranslation } from 'react-i18next';
import type { HostSessions } from '../../../../contract/hosts.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { useHostSessions } from '../api/use-host-sessions.ts';

/** How many shells and programs run on the host's login, of those that its server allows. */
export function SessionCount({ host }: { readonly host: HostId }) {
  const sessions = useHostSessions(host);
  return sessions ? <SessionText sessions={sessions} /> : null;
}

export function SessionText({ sessions }: { readonly sessions: HostSessions }) {
  const { t } = useTranslation('hosts');
  const { used, limit } = sessions;
  return (
    <span title={t('page.sessionsHint')}>
      {limit === null ? t('page.sessions', { count: used }) : t('page.sessionsOf', { used, limit })}
    </span>
  );
}
