/**
 * What the backend asks of the shell it runs in: the desktop's main process serves this over a second
 * port, the web shell serves it in the same process. A window never sees it.
 */
import * as z from 'zod';
import { type ClientOf, call, stream } from './define.ts';

/** Secrets are named by who keeps them: `registry:docker.example`. */
const SecretName = z.string().min(1).max(300);

/** `session`: kept in memory only, because nothing on this machine can keep it encrypted. */
const Kept = z.enum(['encrypted', 'session']);

/**
 * Where a file goes or comes from. `elsewhere`: this shell has no native dialog; the file travels
 * through the browser instead (a one-time address, an upload).
 */
const ChosenPath = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), path: z.string() }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('elsewhere') }),
]);
export type ChosenPath = z.infer<typeof ChosenPath>;

const FileFilter = z.object({
  name: z.string().max(100),
  extensions: z.array(z.string().max(20)),
});

export const PowerEvent = z.enum(['suspend', 'resume']);
export type PowerEvent = z.infer<typeof PowerEvent>;

const Nothing = z.object({});

export const shell = {
  secrets: {
    kept: call({ input: Nothing, output: z.object({ kept: Kept }) }),
    read: call({
      input: z.object({ name: SecretName }),
      output: z.object({ value: z.string().nullable() }),
    }),
    write: call({
      input: z.object({ name: SecretName, value: z.string().max(65_536) }),
      output: z.object({ kept: Kept }),
    }),
    remove: call({ input: z.object({ name: SecretName }), output: Nothing }),
  },
  files: {
    choosePlaceToSave: call({
      input: z.object({
        suggestedName: z.string().min(1).max(255),
        filters: z.array(FileFilter).max(10).default([]),
      }),
      output: ChosenPath,
    }),
    chooseFileToOpen: call({
      input: z.object({ filters: z.array(FileFilter).max(10).default([]) }),
      output: ChosenPath,
    }),
  },
  desktop: {
    /** Shown only while no window has the focus. */
    notify: call({
      input: z.object({
        title: z.string().max(200),
        body: z.string().max(1000),
      }),
      output: z.object({ shown: z.boolean() }),
    }),
    /** `https` addresses without credentials only; anything else is refused with `bad-input`. */
    openExternal: call({
      input: z.object({ url: z.string().max(4096) }),
      output: Nothing,
    }),
    /** What a person chose in the settings, so that native menus and frames follow. */
    follow: call({
      input: z.object({
        theme: z.enum(['system', 'light', 'dark']),
        language: z.enum(['system', 'en', 'zh-CN']),
      }),
      output: Nothing,
    }),
    power: stream({ input: Nothing, event: PowerEvent }),
  },
} as const;

/** What the backend is given. */
export type ShellPort = ClientOf<typeof shell>;

/** Changes with every change that an older counterpart could not follow. */
export const shellVersion = '1';
