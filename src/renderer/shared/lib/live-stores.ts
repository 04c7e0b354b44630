/** What every screen may ask for: hosts, jobs, terminals, settings, notices. One stream each. */
import type { AppInfo, AppNotice } from '../../../contract/app.ts';
import type { Forward } from '../../../contract/forwards.ts';
import type { Host } from '../../../contract/hosts.ts';
import type { HostId } from '../../../contract/ids.ts';
import type { Job } from '../../../contract/jobs.ts';
import type { Prompt } from '../../../contract/prompts.ts';
import { defaultSettings, type Settings } from '../../../contract/settings.ts';
import type { Terminal } from '../../../contract/terminals.ts';
import { api, connectionState } from './client.ts';
import { liveStore } from './live.ts';
import { createStore, useStore, useStoreValue } from './store.ts';

/** `undefined` until the first word from the backend: not the same as "none". */
const hosts = liveStore<readonly Host[] | undefined>(undefined, (signal) =>
  api.hosts.watch({}, { signal }),
);
const prompts = liveStore<readonly Prompt[]>([], (signal) => api.prompts.watch({}, { signal }));
const forwards = liveStore<readonly Forward[]>([], (signal) => api.forwards.watch({}, { signal }));
const jobs = liveStore<readonly Job[]>([], (signal) => api.jobs.watch({}, { signal }));
const terminals = liveStore<readonly Terminal[] | undefined>(undefined, (signal) =>
  api.terminals.watch({}, { signal }),
);
const notices = liveStore<readonly AppNotice[]>([], (signal) => api.app.notices({}, { signal }));
const settings = liveStore<Settings | undefined>(undefined, (signal) =>
  api.settings.watch({}, { signal }),
);
const appInfo = createStore<AppInfo | undefined>(undefined);

export const hostsStore = hosts.store;
export const jobsStore = jobs.store;
export const settingsStore = settings.store;

/** Opens all subscriptions. Called once by `main.tsx`. */
export function startLiveStores(signal: AbortSignal): void {
  for (const live of [settings, hosts, prompts, forwards, jobs, terminals, notices])
    live.start(signal);
  const askInfo = () => {
    if (connectionState.get().kind !== 'open') return;
    api.app.info({}, { signal }).then(appInfo.set, () => {});
  };
  signal.addEventListener('abort', connectionState.subscribe(askInfo), { once: true });
  askInfo();
}

export const useHosts = () => useStore(hosts.store);
export const usePrompts = () => useStore(prompts.store);
export const useForwards = () => useStore(forwards.store);

/** The forward of one port, where there is one. */
export function useForward(
  of: Pick<Forward, 'host' | 'container' | 'containerPort'>,
): Forward | undefined {
  return useStoreValue(forwards.store, (all) =>
    all.find(
      ({ host, container, containerPort }) =>
        host === of.host && container === of.container && containerPort === of.containerPort,
    ),
  );
}

export const useJobs = () => useStore(jobs.store);
/** `undefined` until the backend has said which there are. */
export const useTerminals = () => useStore(terminals.store);
export const useAppNotices = () => useStore(notices.store);
export const useAppInfo = () => useStore(appInfo);
export const useConnection = () => useStore(connectionState);

export function useHost(id: HostId | undefined): Host | undefined {
  return useStoreValue(hosts.store, (all) => all?.find((host) => host.id === id));
}

export function useJob(id: string | undefined): Job | undefined {
  return useStoreValue(jobs.store, (all) => all.find((job) => job.id === id));
}

/** What is set now; the defaults until the backend has spoken. */
export function useSettings(): Settings {
  return useStore(settings.store) ?? defaultSettings;
}

/** Applies at once in this window and in every other; a refused write puts the old value back. */
export async function updateSettings(change: Partial<Settings>): Promise<void> {
  const before = settings.store.get();
  settings.store.set({ ...(before ?? defaultSettings), ...change });
  try {
    settings.store.set(await api.settings.update(change));
  } catch (error) {
    settings.store.set(before);
    throw error;
  }
}
