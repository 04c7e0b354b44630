import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Growth, growthOf } from '../model/layer-lines.ts';
import { BuiltElsewhere } from './built-elsewhere.tsx';
import { LayerLine } from './layer-line.tsx';
import styles from './layer-list.module.css';
import { useExplorer } from './use-explorer.ts';

const noGrowth: Growth = { before: 0, own: 0, totalBytes: 0 };

function stepOf(key: string, at: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** The history, the oldest first: the lower layers stand above what was built upon them. */
export function LayerList() {
  const { t } = useTranslation('layers');
  const { image, layer, change } = useExplorer();
  const list = useRef<HTMLOListElement>(null);
  const { layers } = image;
  const growth = useMemo(() => growthOf(layers), [layers]);
  const select = useCallback(
    (index: number) => change({ layer: index, folder: undefined, file: undefined }),
    [change],
  );
  useEffect(() => {
    list.current
      ?.querySelector(`[data-layer="${layer}"]`)
      ?.closest('li')
      ?.scrollIntoView({ block: 'nearest' });
  }, [layer]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target as HTMLElement).dataset.layer) return;
    const at = layers.findIndex((one) => one.index === layer);
    const next = layers[stepOf(event.key, at, layers.length - 1) ?? -1];
    if (!next) return;
    event.preventDefault();
    select(next.index);
    list.current?.querySelector<HTMLElement>(`[data-layer="${next.index}"]`)?.focus();
  };
  return (
    <section className={styles.layers} aria-label={t('layers')}>
      <header className={styles.heading}>
        <h2>{t('layers')}</h2>
        <span className={styles.count}>
          {t('layerCount', { count: layers.filter((one) => one.digest !== null).length })}
        </span>
        <BuiltElsewhere count={layers.filter((one) => one.builtElsewhere).length} />
      </header>
      <ol ref={list} className={styles.list} onKeyDown={onKeyDown}>
        {layers.map((one, at) => (
          <LayerLine
            key={one.index}
            layer={one}
            growth={growth[at] ?? noGrowth}
            current={one.index === layer}
            onSelect={select}
          />
        ))}
      </ol>
    </section>
  );
}
