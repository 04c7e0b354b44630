import { useCallback, useMemo } from 'react';
import type { Selection } from '../../../shared/lib/selection.ts';
import type { ListView } from '../model/list-view.ts';

export interface ChoosableList<Row> {
  /** Those that the filter lets through. */
  readonly rows: readonly Row[];
  /** Keep it stable. */
  readonly keyOf: (row: Row) => string;
  readonly view: ListView;
  readonly change: (part: Partial<ListView>) => void;
}

/** The selected rows of a list whose address keeps the selection. */
export function useChosen<Row>({ rows, keyOf, view, change }: ChoosableList<Row>) {
  const { selected } = view;
  // What the filter hides is not acted on: nobody would see it.
  const chosen = useMemo(() => {
    const wanted = new Set(selected);
    return wanted.size === 0 ? [] : rows.filter((row) => wanted.has(keyOf(row)));
  }, [rows, keyOf, selected]);
  const selection = useMemo(
    (): Selection => ({ keys: new Set(chosen.map(keyOf)), anchor: selected.at(-1) ?? null }),
    [chosen, keyOf, selected],
  );
  const select = useCallback(
    ({ keys, anchor }: Selection) =>
      // The anchor stands last: from there a range is drawn.
      change({
        selected: [...keys].toSorted((a, b) => Number(a === anchor) - Number(b === anchor)),
      }),
    [change],
  );
  return { chosen, selection, select };
}
