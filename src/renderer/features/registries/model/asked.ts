/** What a person is asked about a registry. The page, a mend and a command ask. */
import { createStore } from '../../../shared/lib/store.ts';

export type RegistryAsk =
  /** `registry` is empty where the person names it. */
  | { readonly kind: 'sign-in'; readonly registry: string; readonly done?: () => void }
  | { readonly kind: 'plain'; readonly registry: string; readonly done?: () => void };

export const registryAsk = createStore<RegistryAsk | null>(null);
export const closeAsk = () => registryAsk.set(null);
