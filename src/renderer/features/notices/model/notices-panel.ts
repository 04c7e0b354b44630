/** Whether the list of notices is open. */
import { createStore } from '../../../shared/lib/store.ts';

export const noticesPanel = createStore(false);
