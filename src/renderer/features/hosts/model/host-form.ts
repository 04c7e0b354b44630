import type { Host, HostSuggestion } from '../../../../contract/hosts.ts';
import { createStore } from '../../../shared/lib/store.ts';

/** The dialog that adds a host, or changes one. Undefined: it is closed. */
export const hostForm = createStore<{ readonly host?: Host } | undefined>(undefined);
export const closeHostForm = () => hostForm.set(undefined);

/** The files of the suggestion that was picked, as long as its address was not changed. */
export function filesFor(address: string, picked: HostSuggestion | undefined) {
  if (picked?.address !== address) return {};
  const { identityFile, tlsFolder } = picked;
  return { identityFile, tlsFolder };
}

/** What a host is called when nobody has named it: the part that a person recognises. */
export function labelFrom(address: string): string {
  const place =
    address
      .trim()
      .replace(/^ssh:\/\//, '')
      .split('/')[0] ?? '';
  return place.slice(place.lastIndexOf('@') + 1).replace(/^\[(.*)\](:\d+)?$/, '$1');
}
