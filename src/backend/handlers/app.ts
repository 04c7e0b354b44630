import type { Backbone } from '../backbone.ts';
import type { HandlersFor } from './handlers-for.ts';

const platforms = ['linux', 'darwin', 'win32'] as const;

export function appHandlers(
  { notices, version, platform, stateFolder }: Backbone,
  shell: 'desktop' | 'web',
): HandlersFor<'app'> {
  return {
    info: async () => ({
      version,
      shell,
      platform: platforms.find((name) => name === platform) ?? 'other',
      stateFolder,
    }),
    notices: (_input, { signal }) => notices.latest.watch(signal),
  };
}
