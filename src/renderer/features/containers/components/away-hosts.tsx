import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import type { HostState } from '../../../../contract/hosts.ts';
import { problemText } from '../../../shared/i18n/problem-text.ts';
import { api } from '../../../shared/lib/client.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { useLongerThan } from '../../../shared/lib/use-longer-than.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { HostDot } from '../../../shared/ui/host-dot.tsx';
import { RelativeTime } from '../../../shared/ui/text.tsx';
import type { AskedList } from '../api/use-all-lists.ts';
import styles from './all-containers.module.css';

/** One that comes at once is not worth a word, and a list that moves for it. */
const patienceMs = 1000;

const offers: Readonly<Partial<Record<HostState, 'connect' | 'tryNow'>>> = {
  asleep: 'connect',
  failed: 'connect',
  'needs-you': 'connect',
  reconnecting: 'tryNow',
};

function AwayHost({ list }: { readonly list: AskedList }) {
  const { t } = useTranslation(['containers', 'frame']);
  const { host, error } = list;
  const passes = host.state === 'connecting' || host.state === 'reconnecting';
  const late = useLongerThan(passes, patienceMs);
  const connect = useAction({
    run: () => api.hosts.reconnect({ host: host.id }),
    failed: () => t('all.notTried', { host: host.label }),
  });
  if (passes && !late) return null;
  const offer = offers[host.state];
  const problem = host.problem ?? (error ? toProblem(error) : null);
  return (
    <li className={styles.away}>
      <Link
        to="/host/$host/containers"
        params={{ host: host.id }}
        search={{}}
        className={styles.awayName}
      >
        <HostDot host={host} named />
      </Link>
      <span className={styles.awayText}>
        {host.state === 'online' ? t('all.notListed') : t(`frame:hostState.${host.state}`)}
        {problem ? ` · ${problemText(problem).sentence}` : ''}
        {list.rows && host.lastSeenAtMs !== null ? (
          <>
            {' · '}
            {t('all.asOf')} <RelativeTime atMs={host.lastSeenAtMs} />
          </>
        ) : null}
      </span>
      {offer ? (
        <Button tone="plain" onClick={() => connect.start()} pending={connect.pending}>
          {t(`all.${offer}`)}
        </Button>
      ) : error ? (
        <Button tone="plain" onClick={list.again}>
          {t('all.tryNow')}
        </Button>
      ) : null}
    </li>
  );
}

/** A quiet line for each host whose rows are not what it says now. */
export function AwayHosts({ lists }: { readonly lists: readonly AskedList[] }) {
  const { t } = useTranslation('containers');
  const away = lists.filter(({ host, error }) => host.state !== 'online' || error !== null);
  if (away.length === 0) return null;
  return (
    <ul className={styles.aways} aria-label={t('all.away')}>
      {away.map((list) => (
        <AwayHost key={list.host.id} list={list} />
      ))}
    </ul>
  );
}
