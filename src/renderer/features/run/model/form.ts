/**
 * The form of each host, for as long as the window lives: who looks something up elsewhere finds it
 * as it was. It is never written anywhere: it may hold secrets.
 */
import type { Problem } from '../../../../contract/errors.ts';
import type { ContainerId, HostId, JobId } from '../../../../contract/ids.ts';
import { createStore, type Store } from '../../../shared/lib/store.ts';
import { type Draft, emptyDraft } from './draft.ts';

/** A container that was made and could not start: it holds the name until it is removed. */
export interface Leftover {
  readonly id: ContainerId;
  readonly name: string;
}

export interface FormState {
  readonly draft: Draft;
  /** Fields that a person has left once: only their faults are shown until a run is tried. */
  readonly touched: ReadonlySet<string>;
  readonly tried: boolean;
  /** While it runs. */
  readonly sent: { readonly job: JobId; readonly start: boolean } | undefined;
  /** Why the last run failed, and what had been asked. */
  readonly failure: { readonly problem: Problem; readonly draft: Draft } | undefined;
  readonly leftover: Leftover | undefined;
}

const emptyForm: FormState = {
  draft: emptyDraft,
  touched: new Set(),
  tried: false,
  sent: undefined,
  failure: undefined,
  leftover: undefined,
};

const forms = new Map<HostId, Store<FormState>>();

export function formOf(host: HostId): Store<FormState> {
  const known = forms.get(host);
  if (known) return known;
  const made = createStore(emptyForm);
  forms.set(host, made);
  return made;
}

/** Empty, or for one image. */
export function startOver(form: Store<FormState>, image = ''): void {
  form.set({ ...emptyForm, draft: { ...emptyDraft, image } });
}

export function changeDraft(form: Store<FormState>, change: Partial<Draft>): void {
  form.set((now) => ({ ...now, draft: { ...now.draft, ...change } }));
}

export function touch(form: Store<FormState>, field: string): void {
  form.set((now) =>
    now.touched.has(field) ? now : { ...now, touched: new Set([...now.touched, field]) },
  );
}

type Rows = { [K in keyof Draft]: Draft[K] extends readonly { key: string }[] ? K : never };
/** The fields of a draft that are lists of rows. */
export type ListName = Rows[keyof Draft];
export type RowOf<L extends ListName> = Draft[L][number];

export interface RowList<L extends ListName> {
  add(...rows: RowOf<L>[]): void;
  change(key: string, change: Partial<RowOf<L>>): void;
  /** In its place come these: none, to remove it. */
  replace(key: string, ...rows: RowOf<L>[]): void;
}

/** Changes to one list of rows; the same functions as long as the form is the same. */
export function rowsOf<L extends ListName>(form: Store<FormState>, list: L): RowList<L> {
  const edit = (next: (rows: readonly RowOf<L>[]) => readonly RowOf<L>[]) =>
    form.set((now) => ({
      ...now,
      draft: { ...now.draft, [list]: next(now.draft[list] as readonly RowOf<L>[]) },
    }));
  return {
    add: (...rows) => edit((known) => [...known, ...rows]),
    change: (key, change) =>
      edit((known) => known.map((row) => (row.key === key ? { ...row, ...change } : row))),
    replace: (key, ...rows) =>
      edit((known) => known.flatMap((row) => (row.key === key ? rows : row))),
  };
}
