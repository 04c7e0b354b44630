/** The selection of a list by click, Ctrl, Shift and keys. Pure; keys are row ids. */

export interface Selection {
  readonly keys: ReadonlySet<string>;
  /** Where a Shift range starts. */
  readonly anchor: string | null;
}

export const noSelection: Selection = { keys: new Set(), anchor: null };

export const selectOnly = (key: string): Selection => ({ keys: new Set([key]), anchor: key });

export function toggleKey(selection: Selection, key: string): Selection {
  const keys = new Set(selection.keys);
  if (!keys.delete(key)) keys.add(key);
  return { keys, anchor: key };
}

/** From the anchor to `key` in the order shown. Without an anchor on screen: only `key`. */
export function selectRange(
  selection: Selection,
  order: readonly string[],
  key: string,
): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  const to = order.indexOf(key);
  if (from < 0 || to < 0) return selectOnly(key);
  const [low, high] = from < to ? [from, to] : [to, from];
  return { keys: new Set(order.slice(low, high + 1)), anchor: selection.anchor };
}

export function selectAll(order: readonly string[]): Selection {
  return { keys: new Set(order), anchor: order[0] ?? null };
}

/** Forgets what is not listed any more. The same object when nothing was. */
export function prune(selection: Selection, listed: ReadonlySet<string>): Selection {
  let gone = false;
  for (const key of selection.keys) if (!listed.has(key)) gone = true;
  if (!gone) return selection;
  const keys = new Set([...selection.keys].filter((key) => listed.has(key)));
  const anchor =
    selection.anchor !== null && listed.has(selection.anchor) ? selection.anchor : null;
  return { keys, anchor };
}
