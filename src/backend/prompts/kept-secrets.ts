import * as z from 'zod';
import { HostId } from '../../contract/ids.ts';
import type { ShellPort } from '../../contract/shell.ts';
import type { Notices } from '../state/notices.ts';
import { openStateFile } from '../state/state-file.ts';

/** The answers that a person wanted to be kept: the shell keeps them, here stands only whose they are. */
export interface KeptSecrets {
  /** Nothing where none is kept, or the keeper cannot be asked. */
  read(host: HostId | null, name: string): Promise<string[] | undefined>;
  /** Does nothing when the keeper fails: then it is asked for again. */
  write(host: HostId | null, name: string, values: readonly string[]): Promise<void>;
  /** A wrong one. Gives whether one was kept. */
  forget(name: string): Promise<boolean>;
  /** All of a host that no other host has used. Gives how many. */
  forgetHost(host: HostId): Promise<number>;
  close(): Promise<void>;
}

const Stored = z.object({
  kept: z.array(z.object({ host: HostId, name: z.string().max(300) })).max(10_000),
});

/** Never rejects. */
export async function openKeptSecrets(
  folder: string,
  { secrets, notices }: { readonly secrets: ShellPort['secrets']; readonly notices: Notices },
): Promise<KeptSecrets> {
  const file = await openStateFile({
    ...{ folder, name: 'kept-secrets.json', schema: Stored, notices },
    initial: { kept: [] },
  });
  const all = () => file.get().kept;

  function note(host: HostId | null, name: string): void {
    if (host === null || all().some((one) => one.host === host && one.name === name)) return;
    void file.set({ kept: [...all(), { host, name }] });
  }

  return {
    async read(host, name) {
      try {
        const { value } = await secrets.read({ name });
        const kept: unknown = value === null ? undefined : JSON.parse(value);
        if (!Array.isArray(kept) || !kept.every((part) => typeof part === 'string')) return;
        // The passphrase of a key serves every host that knows the key.
        note(host, name);
        return kept;
      } catch {
        return;
      }
    },
    async write(host, name, values) {
      try {
        await secrets.write({ name, value: JSON.stringify(values) });
        note(host, name);
      } catch {}
    },
    async forget(name) {
      const before = all();
      void file.set({ kept: before.filter((one) => one.name !== name) });
      try {
        const { value } = await secrets.read({ name });
        await secrets.remove({ name });
        return value !== null;
      } catch {
        return false;
      }
    },
    async forgetHost(host) {
      const own = all().filter((one) => one.host === host);
      const others = all().filter((one) => one.host !== host);
      void file.set({ kept: others });
      const alone = own.filter(({ name }) => !others.some((one) => one.name === name));
      for (const { name } of alone) await secrets.remove({ name });
      return alone.length;
    },
    close: () => file.settled(),
  };
}
