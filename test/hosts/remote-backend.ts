/** A backend that knows one stand-in host, whose key and user's key are in the person's own folder. */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Host as HostState } from '../../src/contract/hosts.ts';
import type { HostId } from '../../src/contract/ids.ts';
import type { Prompt, PromptAnswer } from '../../src/contract/prompts.ts';
import {
  type Api,
  type BackendBed,
  type BackendWish,
  backendOn,
  firstThat,
} from '../engine/backend-support.ts';
import type { Host } from '../support/hosts/hosts.ts';

export interface RemoteBackend {
  readonly bed: BackendBed;
  readonly api: Api;
  readonly id: HostId;
  /** The remote host's state once it fits. */
  whenHost(fits: (host: HostState) => boolean, limitMs?: number): Promise<HostState>;
}

export interface RemoteWish extends BackendWish {
  /** Of an engine on this machine. */
  readonly socket?: string;
  /** Hears the questions of the login; without it nothing has to be asked. */
  readonly answer?: (prompt: Prompt) => PromptAnswer | Promise<PromptAnswer>;
  /** The person's key, instead of the one that the host's user has; null for none. */
  readonly keyFile?: string | null;
  readonly certificate?: string;
  readonly onFolder?: (folder: string) => void;
  /** The problem at which it ends, when it is not to be online. */
  readonly until?: string;
}

/** Answers each question once, until the window is closed. */
async function answerAll(api: Api, answer: NonNullable<RemoteWish['answer']>): Promise<void> {
  const seen = new Set<string>();
  for await (const open of api.prompts.watch({})) {
    for (const prompt of open) {
      if (seen.has(prompt.id)) continue;
      seen.add(prompt.id);
      await api.prompts.answer({ prompt: prompt.id, answer: await answer(prompt) });
    }
  }
}

/** Adds the host as its user `pi` and waits until it is online. */
export async function remoteBackend(
  host: Host<'pi'>,
  wish: RemoteWish = {},
): Promise<RemoteBackend> {
  const { socket = '/nowhere', answer, keyFile = host.users.pi.keyFile } = wish;
  const bed = await backendOn(socket, wish);
  wish.onFolder?.(bed.folder);
  const folder = join(bed.folder, '.ssh');
  await mkdir(folder, { mode: 0o700 });
  if (keyFile !== null) await copyFile(keyFile, join(folder, 'id_ed25519'));
  if (wish.certificate) {
    const key = join(folder, 'id_ed25519');
    await copyFile(wish.certificate, `${key}-cert.pub`);
    await writeFile(join(folder, 'config'), `IdentityFile ${key}\nIdentitiesOnly yes\n`);
  }
  await writeFile(join(folder, 'known_hosts'), `${host.address} ${await host.hostKey()}\n`);
  const { api } = bed.window();
  if (answer) answerAll(api, answer).catch(() => {});
  const entry = { label: 'pi', address: `pi@${host.address}`, production: false };
  const { host: id } = await api.hosts.add(entry);
  const whenHost: RemoteBackend['whenHost'] = async (fits, limitMs = 20_000) => {
    const one = (all: readonly HostState[]) => all.find((each) => each.id === id);
    const fitsOne = (all: readonly HostState[]) => {
      const found = one(all);
      return found !== undefined && fits(found);
    };
    const found = one(await firstThat(api.hosts.watch({}), fitsOne, limitMs));
    if (!found) throw new Error('The host is gone.');
    return found;
  };
  const { until } = wish;
  await whenHost(({ state, problem }) =>
    until === undefined ? state === 'online' : problem?.code === until,
  );
  return { bed, api, id, whenHost };
}
