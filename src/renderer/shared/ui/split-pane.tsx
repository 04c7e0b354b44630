import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { useRemembered } from '../lib/remembered.ts';
import { useWidth } from '../lib/use-size.ts';
import { Button } from './button.tsx';
import { PanelBoundary } from './error-boundary.tsx';
import { Resizer } from './resizer.tsx';
import styles from './split-pane.module.css';

export interface SplitPaneProps {
  /** The view's name: its width is remembered under it. */
  readonly id: string;
  readonly list: ReactNode;
  /** Null: nothing is open. */
  readonly detail: ReactNode | null;
  /** Goes back to the list, where the detail takes the whole width. */
  readonly onBack: () => void;
  /** The detail's name: the page's heading where the list, which has its own, is hidden. */
  readonly title?: string | undefined;
  /** Another value resets a detail that failed: the object's id. */
  readonly detailKey?: string | undefined;
}

/** Below this width of the whole pane a detail beside the list leaves room for neither. */
const besideFromPx = 880;
const minDetailPx = 360;
const minListPx = 320;
const Width = z.number().min(minDetailPx).max(4000);

/** The list, and the detail at its right: resizable, remembered; alone where it is narrow. */
export function SplitPane({ id, list, detail, onBack, title, detailKey }: SplitPaneProps) {
  const { t } = useTranslation('common');
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [detailPx, setDetailPx] = useRemembered(`split.${id}`, Width, 560);
  const open = detail !== null;
  const narrow = width > 0 && width < besideFromPx;
  const maxPx = Math.max(minDetailPx, width - minListPx);
  return (
    <div ref={frame} className={styles.split}>
      {/* Hidden, not gone: its scroll place and selection stay. */}
      <div className={styles.list} hidden={open && narrow}>
        {list}
      </div>
      {open && !narrow ? (
        <Resizer
          label={t('layout.resizeDetail')}
          direction="vertical"
          value={Math.min(detailPx, maxPx)}
          min={minDetailPx}
          max={maxPx}
          reversed
          onChange={setDetailPx}
        />
      ) : null}
      {open ? (
        <section
          className={styles.detail}
          aria-label={t('layout.detail')}
          style={narrow ? { flex: 1 } : { width: Math.min(detailPx, maxPx) }}
        >
          {narrow ? (
            <div className={styles.back}>
              {title ? <h1 className="visually-hidden">{title}</h1> : null}
              <Button tone="plain" icon={ArrowLeft} onClick={onBack}>
                {t('actions.back')}
              </Button>
            </div>
          ) : null}
          <PanelBoundary resetKey={detailKey}>{detail}</PanelBoundary>
        </section>
      ) : null}
    </div>
  );
}
