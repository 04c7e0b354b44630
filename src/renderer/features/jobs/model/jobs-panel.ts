/** Whether the list of jobs is open. */
import { createStore } from '../../../shared/lib/store.ts';

export const jobsPanel = createStore(false);
