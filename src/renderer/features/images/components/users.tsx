import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ContainerSummary } from '../../../../contract/containers.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { StateMark } from '../../../shared/ui/state-mark.tsx';
import { containerPath } from '../model/paths.ts';
import factStyles from './facts.module.css';
import styles from './users.module.css';

/** More are reached by the link of the list. */
const mostShown = 50;

/** The containers made from an image, each as a way to it. */
export function Users(props: {
  readonly host: HostId;
  readonly users: readonly ContainerSummary[];
}) {
  const { t } = useTranslation('images');
  const { host, users } = props;
  const hidden = users.length - mostShown;
  return (
    <section className={factStyles.section}>
      <h3 className={factStyles.title}>{t('section.users')}</h3>
      {users.length === 0 ? <p className={styles.none}>{t('usedBy.nobody')}</p> : null}
      <ul>
        {users.slice(0, mostShown).map((user) => (
          <li key={user.id} className={styles.user}>
            <Link to={containerPath(host, user.id) as '/'} className={styles.name}>
              {user.name || user.id.slice(0, 12)}
            </Link>
            <span className={styles.state}>
              <StateMark state={user.state} health={user.health} exitCode={user.exitCode} />
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 ? <p className={styles.none}>{t('usedBy.more', { count: hidden })}</p> : null}
    </section>
  );
}
