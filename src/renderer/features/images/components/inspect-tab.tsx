import { useQuery } from '@tanstack/react-query';
import { toProblem } from '../../../../contract/errors.ts';
import { JsonTree } from '../../../shared/ui/json-tree.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { inspectQuery } from '../api/queries.ts';
import styles from './image-detail.module.css';
import { useOpenImage } from './use-open-image.ts';

/** The engine's own JSON about the image. */
export function InspectTab() {
  const { data, error, refetch } = useQuery(inspectQuery(useOpenImage()));
  if (error && !data) {
    return <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} />;
  }
  return (
    <div className={styles.filled}>
      {data ? <JsonTree json={data.json} /> : <Skeleton lines={10} />}
    </div>
  );
}
