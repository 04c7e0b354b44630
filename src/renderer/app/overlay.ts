/** Which of the frame's own overlays is open. One at a time. */
import { createStore } from '../shared/lib/store.ts';

export type Overlay = 'none' | 'palette' | 'keys';
export const overlay = createStore<Overlay>('none');
export const closeOverlay = () => overlay.set('none');
