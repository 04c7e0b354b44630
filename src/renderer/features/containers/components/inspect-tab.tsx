import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import type { ContainerTabProps } from '../../../shared/lib/feature.ts';
import { Segments, Switch } from '../../../shared/ui/choice-fields.tsx';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { JsonTree } from '../../../shared/ui/json-tree.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { useInspect } from '../api/use-detail.ts';
import { layOutJson } from '../model/mask-json.ts';
import styles from './inspect.module.css';

function Raw({ json }: { readonly json: string }) {
  const { t } = useTranslation('containers');
  const [reveal, setReveal] = useState(false);
  const text = useMemo(() => layOutJson(json, reveal), [json, reveal]);
  return (
    <>
      <div className={styles.bar}>
        <Switch label={t('inspect.reveal')} checked={reveal} onChange={setReveal} />
        <CopyButton text={text} label={t('inspect.copy')} />
      </div>
      <section
        className={styles.raw}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        tabIndex={0}
        aria-label={t('inspect.raw')}
      >
        <pre>{text}</pre>
      </section>
    </>
  );
}

/** The engine's own words on a container: as a tree to search, or as they came. */
export function InspectTab({ host, id }: ContainerTabProps) {
  const { t } = useTranslation('containers');
  const [shape, setShape] = useState<'tree' | 'raw'>('tree');
  const { data, error, refetch } = useInspect(host, id);
  if (!data) {
    if (!error) return <Skeleton lines={10} />;
    return <ProblemView problem={toProblem(error)} onRetry={() => void refetch()} />;
  }
  return (
    <div className={styles.inspect}>
      <div className={styles.shape}>
        <Segments
          label={t('inspect.shape')}
          value={shape}
          options={[
            { value: 'tree', label: t('inspect.tree') },
            { value: 'raw', label: t('inspect.raw') },
          ]}
          onChange={setShape}
        />
      </div>
      {shape === 'tree' ? <JsonTree json={data.json} /> : <Raw json={data.json} />}
    </div>
  );
}
