import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  Clock,
  Download,
  Eraser,
  SlidersHorizontal,
  WrapText,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { IconButton } from '../../../shared/ui/button.tsx';
import { Menu } from '../../../shared/ui/menu.tsx';
import { SearchField } from '../../../shared/ui/search-field.tsx';
import { useDownload } from '../api/use-download.ts';
import { indexFrom } from '../model/search.ts';
import type { LogControls } from './log-controls.ts';
import styles from './logs-tab.module.css';
import { SinceDialog } from './since-dialog.tsx';
import { useLogEntries } from './use-log-entries.ts';

export function LogToolbar(props: LogControls) {
  const { host, id, name, session, view, query, current } = props;
  const { t } = useTranslation('logs');
  const format = useFormat();
  const [asksSince, setAsksSince] = useState(false);
  const entries = useLogEntries(props, () => setAsksSince(true));
  const download = useDownload();
  const { found } = session.search();
  const at = current === undefined ? -1 : indexFrom(found, current);
  const status =
    at < 0
      ? t('matches', { count: found.length, formatted: format.number(found.length) })
      : t('matchOf', { at: format.number(at + 1), count: format.number(found.length) });
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('toolbar')}>
      <div className={styles.search}>
        <SearchField
          label={t('search')}
          value={query}
          onChange={props.onQuery}
          onNext={props.onNext}
          status={query === '' ? undefined : status}
        />
        <IconButton
          icon={ArrowUp}
          label={t('previous')}
          keys="Shift+Enter"
          disabled={found.length === 0}
          onClick={() => props.onNext(true)}
        />
        <IconButton
          icon={ArrowDown}
          label={t('next')}
          keys="Enter"
          disabled={found.length === 0}
          onClick={() => props.onNext(false)}
        />
      </div>
      <IconButton
        icon={ArrowDownToLine}
        label={t('follow')}
        pressed={props.following}
        onClick={() => props.onFollowing(!props.following)}
      />
      <IconButton
        icon={Clock}
        label={t('times')}
        pressed={view.times}
        onClick={() => props.onView({ ...view, times: !view.times })}
      />
      <IconButton
        icon={WrapText}
        label={t('wrap')}
        pressed={view.wrap}
        onClick={() => props.onView({ ...view, wrap: !view.wrap })}
      />
      <IconButton icon={Eraser} label={t('clear')} onClick={session.clear} />
      <IconButton
        icon={Download}
        label={t('download.label')}
        disabled={download.pending}
        onClick={() => download.start({ host, id, name, timestamps: view.times })}
      />
      <Menu
        align="end"
        trigger={<IconButton icon={SlidersHorizontal} label={t('options')} />}
        entries={entries}
      />
      {asksSince ? (
        <SinceDialog
          since={props.since}
          onSince={props.onSince}
          onClose={() => setAsksSince(false)}
        />
      ) : null}
    </div>
  );
}
