/** What a person chose. Kept in one file of the state folder. */
import * as z from 'zod';
import { call, stream } from './define.ts';

export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'zh-CN']),
  density: z.enum(['compact', 'normal', 'comfortable']),
  /** Per cent. */
  zoom: z.number().int().min(50).max(200),
  terminalFont: z.string().max(200),
  terminalFontSize: z.number().int().min(8).max(32),
  /** Empty: the best that is found. */
  defaultShell: z.string().max(300),
  /** Whether programs in terminals may write the clipboard (OSC 52). */
  terminalClipboardWrite: z.boolean(),
  /** `https://host[:port]` to ask when the default registry cannot be reached. */
  registryMirror: z.string().max(300),
  /** Registries without TLS that a person agreed to, by name. */
  plainRegistries: z.array(z.string().max(300)).max(200),
  railFolded: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

/** Apart from the schema: with `.default()` in it, a partial update would reset what it does not name. */
export const defaultSettings: Settings = {
  theme: 'system',
  language: 'system',
  density: 'normal',
  zoom: 100,
  terminalFont: '',
  terminalFontSize: 13,
  defaultShell: '',
  terminalClipboardWrite: false,
  registryMirror: '',
  plainRegistries: [],
  railFolded: false,
};

export const settings = {
  /** Now, and after each change from any window. */
  watch: stream({ input: z.object({}), event: Settings, delivery: 'latest' }),
  update: call({ input: Settings.partial(), output: Settings }),
};
