import { defaultSettings, Settings } from '../../contract/settings.ts';
import { createLatest, type Latest } from '../flow/latest.ts';
import type { Notices } from '../state/notices.ts';
import { openStateFile } from '../state/state-file.ts';

export interface SettingsStore {
  readonly latest: Latest<Settings>;
  /** Changes what is named, for every window; `undefined` changes nothing. */
  update(change: { [K in keyof Settings]?: Settings[K] | undefined }): Promise<Settings>;
  close(): Promise<void>;
}

/** An older or newer file may lack settings: those have their defaults. */
const Stored = Settings.partial().transform((stored): Settings => merge(defaultSettings, stored));

export async function openSettings(folder: string, notices: Notices): Promise<SettingsStore> {
  const file = await openStateFile({
    folder,
    name: 'settings.json',
    schema: Stored,
    initial: defaultSettings,
    notices,
  });
  const latest = createLatest(file.get());
  return {
    latest,
    async update(change) {
      const next = merge(latest.get(), change);
      latest.set(next);
      await file.set(next);
      return next;
    },
    close: () => file.settled(),
  };
}

function merge(
  base: Settings,
  change: { [K in keyof Settings]?: Settings[K] | undefined },
): Settings {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(named) };
}
