import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../../../../contract/layers.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { IconButton } from '../../../shared/ui/button.tsx';
import { Select } from '../../../shared/ui/choice-fields.tsx';
import { FilterChip } from '../../../shared/ui/filter-chip.tsx';
import { SearchField } from '../../../shared/ui/search-field.tsx';
import { readChanges, smallestSizes, toggleChange } from '../model/view.ts';
import { ChangeMark } from './change-mark.tsx';
import styles from './files-tab.module.css';

/** The part of an address that says which rows of a tree are shown. */
export interface TreeFilter {
  readonly q?: string | undefined;
  readonly show?: string | undefined;
  readonly min?: number | undefined;
}

export interface TreeToolbarProps {
  readonly search: TreeFilter;
  readonly change: (part: TreeFilter) => void;
  /** Kinds of change that can be asked for. */
  readonly changes: readonly Change[];
  readonly matches: number | undefined;
  readonly onOpenAll: () => void;
  readonly onCloseAll: () => void;
  /** Before the filters. */
  readonly children?: ReactNode;
}

/** Which entries of a tree are shown: by name, kind of change and size. */
export function TreeToolbar(props: TreeToolbarProps) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const { search, change, matches } = props;
  const asked = readChanges(search.show);
  return (
    <div className={styles.bar}>
      {props.children}
      <SearchField
        label={t('tree.filter')}
        value={search.q ?? ''}
        onChange={(q) => change({ q: q === '' ? undefined : q })}
      />
      {props.changes.map((one) => (
        <FilterChip
          key={one}
          label={t(`change.${one}`)}
          mark={<ChangeMark change={one} silent />}
          pressed={asked.includes(one)}
          onChange={() => change({ show: toggleChange(search.show, one) })}
        />
      ))}
      <div className={styles.size}>
        <Select
          label={t('tree.minSize')}
          labelHidden
          value={String(search.min ?? 0)}
          options={smallestSizes.map((size) => ({
            value: String(size),
            label:
              size === 0 ? t('tree.anySize') : t('tree.fromSize', { size: format.bytes(size) }),
          }))}
          onChange={(value) => change({ min: value === '0' ? undefined : Number(value) })}
        />
      </div>
      <span className={styles.grow} />
      <span className={styles.matches} role="status">
        {matches === undefined
          ? ''
          : t('tree.matches', { count: matches, shown: format.number(matches) })}
      </span>
      <IconButton icon={ChevronsUpDown} label={t('tree.openAll')} onClick={props.onOpenAll} />
      <IconButton icon={ChevronsDownUp} label={t('tree.closeAll')} onClick={props.onCloseAll} />
    </div>
  );
}
