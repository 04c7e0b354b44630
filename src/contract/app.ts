/** The app itself: what runs here, and what it has to say about itself. */
import * as z from 'zod';
import { call, stream } from './define.ts';
import { HostId } from './ids.ts';

export const AppInfo = z.object({
  version: z.string(),
  shell: z.enum(['desktop', 'web']),
  platform: z.enum(['linux', 'darwin', 'win32', 'other']),
  stateFolder: z.string(),
});
export type AppInfo = z.infer<typeof AppInfo>;

export const AppNotice = z.discriminatedUnion('kind', [
  /** A state file could not be read; it is kept under `keptAs` and a new one was begun. */
  z.object({
    id: z.string(),
    kind: z.literal('state-file-set-aside'),
    file: z.string(),
    keptAs: z.string(),
  }),
  z.object({ id: z.string(), kind: z.literal('state-not-written'), file: z.string() }),
  z.object({ id: z.string(), kind: z.literal('backend-restarted') }),
  /** One for each change of a host over a login; gone after a moment: its state says it from then on. */
  z.object({
    id: z.string(),
    kind: z.enum([
      'host-lost', // it is tried again
      'host-stopped', // it was lost, and is not tried again until a person does something
      'host-back',
      'host-restarted', // it is back, and its machine was started anew
    ]),
    host: HostId,
  }),
]);
export type AppNotice = z.infer<typeof AppNotice>;

export const app = {
  info: call({ input: z.object({}), output: AppInfo }),
  notices: stream({ input: z.object({}), event: z.array(AppNotice), delivery: 'latest' }),
};
