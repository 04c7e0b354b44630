import { X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mark } from '../../../shared/lib/state-of.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { FilterChip } from '../../../shared/ui/filter-chip.tsx';
import { Glyph } from '../../../shared/ui/state-mark.tsx';
import { type StateCounts, type StateFilter, stateFilters } from '../model/filter.ts';
import type { ListView } from '../model/list-view.ts';

/** Always there, so that the most used stand still; the others when there is something to find. */
const always: readonly StateFilter[] = ['running', 'exited'];
const marks: Readonly<Record<StateFilter, Mark>> = {
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
  exited: 'exited',
  created: 'created',
  dead: 'dead',
  unhealthy: 'unhealthy',
};

export interface StateChipsProps {
  readonly view: ListView;
  readonly counts: StateCounts;
  readonly onChange: (part: Partial<ListView>) => void;
}

export function StateChips({ view, counts, onChange }: StateChipsProps) {
  const { t } = useTranslation(['containers', 'common']);
  // What was there once stays: a container that restarts again and again must not move the others.
  const seen = useRef(new Set<StateFilter>(always));
  for (const state of stateFilters) {
    if (counts[state] > 0 || view.states.includes(state)) seen.current.add(state);
  }
  const shown = stateFilters.filter((state) => seen.current.has(state));
  const toggle = (state: StateFilter, pressed: boolean) =>
    onChange({
      states: stateFilters.filter((one) => (one === state ? pressed : view.states.includes(one))),
    });
  return (
    <>
      {shown.map((state) => (
        <FilterChip
          key={state}
          label={t(`common:state.${marks[state]}`)}
          mark={<Glyph mark={marks[state]} />}
          count={counts[state]}
          pressed={view.states.includes(state)}
          onChange={(pressed) => toggle(state, pressed)}
        />
      ))}
      {view.ids.length > 0 ? (
        <Button icon={X} onClick={() => onChange({ ids: [] })}>
          {t('containers:onlyThese', { count: view.ids.length })}
        </Button>
      ) : null}
    </>
  );
}
