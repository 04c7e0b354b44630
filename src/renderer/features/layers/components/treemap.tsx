import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { areasOf, type MapCell } from '../model/map-cells.ts';
import { shownName } from '../model/shown-name.ts';
import styles from './map-tab.module.css';

export interface TreemapProps {
  readonly cells: readonly MapCell[];
  readonly rest: { readonly count: number; readonly sizeBytes: number };
  readonly onOpen: (cell: MapCell) => void;
}

/** Smaller than this a name cannot be read. */
const nameFromPx = { width: 44, height: 20 };

function useRoom() {
  const ref = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const node = ref.current;
    if (!node) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      setRoom({ width: Math.floor(width), height: Math.floor(height) });
    });
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  return { ref, room };
}

/** Each entry of a folder as an area as large as its bytes. Arrows walk from the largest to the smallest. */
export function Treemap({ cells, rest, onOpen }: TreemapProps) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const { ref, room } = useRoom();
  const [at, setAt] = useState(0);
  const areas = areasOf({ cells, restBytes: rest.sizeBytes }, room);
  const buttons = areas.filter((area) => area.cell);
  const focused = Math.min(at, Math.max(0, buttons.length - 1));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const ends = { Home: 0, End: buttons.length - 1 }[event.key];
    const next = ends ?? (step === undefined ? undefined : focused + step);
    if (next === undefined || next < 0 || next >= buttons.length) return;
    event.preventDefault();
    setAt(next);
    ref.current?.querySelectorAll<HTMLElement>('button')[next]?.focus();
  };
  return (
    <div
      ref={ref}
      className={styles.map}
      role="group"
      aria-label={t('map.label')}
      onKeyDown={onKeyDown}
    >
      {areas.map(({ cell, box }) => {
        const style = { left: box.x, top: box.y, width: box.width, height: box.height };
        const isNamed = box.width >= nameFromPx.width && box.height >= nameFromPx.height;
        if (!cell) {
          return (
            <span key="rest" className={styles.area} data-rest style={style}>
              {isNamed ? t('map.rest', { count: rest.count }) : null}
            </span>
          );
        }
        const label = t('map.cell', {
          name: shownName(cell.name),
          size: format.bytes(cell.sizeBytes),
        });
        const index = buttons.findIndex((area) => area.cell === cell);
        return (
          <button
            key={cell.node}
            type="button"
            className={styles.area}
            data-change={cell.change}
            data-folder={cell.folder || undefined}
            style={style}
            title={label}
            aria-label={label}
            tabIndex={index === focused ? 0 : -1}
            onFocus={() => setAt(index)}
            onClick={() => onOpen(cell)}
          >
            {isNamed ? (
              <>
                <bdi className={styles.areaName}>
                  {shownName(cell.name)}
                  {cell.folder ? '/' : ''}
                </bdi>
                {box.height >= 40 ? <span>{format.bytes(cell.sizeBytes)}</span> : null}
              </>
            ) : null}
          </button>
        );
      })}
    </div>
  );
}
