/** The dock at the window's foot: which panel shows, how high it is. */
import * as z from 'zod';
import { recall, remember } from './remembered.ts';
import { createStore, useStore } from './store.ts';

const DockState = z.object({
  open: z.boolean(),
  panel: z.string().nullable(),
  heightPx: z.number().min(80).max(4000),
});
export type DockState = z.infer<typeof DockState>;

const store = createStore<DockState>(
  recall('dock', DockState, { open: false, panel: null, heightPx: 280 }),
);
store.subscribe(() => remember('dock', store.get()));

export const useDock = () => useStore(store);
/** Shows a panel; which of its things is in front is the panel's own business. */
export const openDock = (panel: string) => store.set((dock) => ({ ...dock, open: true, panel }));
export const closeDock = () => store.set((dock) => ({ ...dock, open: false }));
export const toggleDock = () => store.set((dock) => ({ ...dock, open: !dock.open }));
export const resizeDock = (heightPx: number) => store.set((dock) => ({ ...dock, heightPx }));
