/** Cells of the table that need more than the row. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { HostId } from '../../../../contract/ids.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { useCellTexts } from '../../../shared/i18n/language.tsx';
import { detailQuery } from '../api/queries.ts';
import type { ImageRow } from '../model/image-rows.ts';
import { usersPath } from '../model/paths.ts';
import styles from './cells.module.css';

/** Older engines do not list it: then the image itself is asked, once, while its row is on screen. */
export function Platform(props: { readonly host: HostId; readonly image: ImageSummary }) {
  const { host, image } = props;
  const { data } = useQuery({
    ...detailQuery({ host, id: image.id }),
    enabled: image.platform === '',
    // An image under one id never changes its platform.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return <>{image.platform || data?.summary.platform}</>;
}

/** How many containers are made from it, as a way to them. */
export function UsedBy(props: { readonly host: HostId; readonly row: ImageRow }) {
  const t = useCellTexts('images');
  const { host, row } = props;
  if (row.users === null) return null;
  if (row.users === 0) return <span className={styles.quiet}>{t('usedBy.none')}</span>;
  return (
    <Link to={usersPath(host, row.image.id) as '/'}>
      {t('usedBy.containers', { count: row.users })}
    </Link>
  );
}
