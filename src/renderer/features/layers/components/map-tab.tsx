import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { Bytes } from '../../../shared/ui/text.tsx';
import { isGone, treemapQuery, useRenewal } from '../api/queries.ts';
import { shownName } from '../model/shown-name.ts';
import filesStyles from './files-tab.module.css';
import { MapList } from './map-list.tsx';
import styles from './map-tab.module.css';
import { Treemap } from './treemap.tsx';
import { useExplorer } from './use-explorer.ts';
import { ViewSwitch } from './view-switch.tsx';

interface Step {
  /** Null: the root. */
  readonly node: number | null;
  readonly name: string;
}

/** The way from the root to the folder that is shown; each step leads back to it. */
function Crumbs({ path, onGo }: { path: readonly Step[]; onGo: (node: number | null) => void }) {
  const { t } = useTranslation('layers');
  return (
    <nav className={styles.crumbs} aria-label={t('map.path')}>
      <ol>
        {path.map((step, index) => (
          <li key={step.node}>
            {index > 0 ? <ChevronRight size={12} aria-hidden /> : null}
            <button
              type="button"
              aria-current={index === path.length - 1 ? 'location' : undefined}
              onClick={() => onGo(step.node)}
            >
              {step.node === null ? t('map.root') : shownName(step.name)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Where the bytes are, as areas; the same beside it as a list. */
export function MapTab() {
  const { t } = useTranslation('layers');
  const { place, search, change, renew } = useExplorer();
  const { data, error, refetch } = useQuery(treemapQuery(place, search.folder ?? null));
  useRenewal(error, renew);
  const go = (node: number | null) => change({ folder: node ?? undefined });
  const open = (cell: { readonly node: number; readonly folder: boolean }) =>
    cell.folder ? go(cell.node) : change({ tab: undefined, file: cell.node });
  if (error && !isGone(error)) {
    return <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} />;
  }
  if (!data) return <Skeleton lines={8} />;
  return (
    <>
      <div className={filesStyles.bar}>
        <ViewSwitch />
        <Crumbs path={[{ node: null, name: '' }, ...data.path]} onGo={go} />
        <Bytes bytes={data.sizeBytes} />
      </div>
      {data.cells.length === 0 ? (
        <EmptyState title={t('map.empty')} />
      ) : (
        <div className={styles.parts}>
          <Treemap cells={data.cells} rest={data.rest} onOpen={open} />
          <MapList {...data} onOpen={open} />
        </div>
      )}
    </>
  );
}
