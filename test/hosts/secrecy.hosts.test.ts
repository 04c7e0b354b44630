/** No secret in anything that is written: searched for by the secrets that were really used. */
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Prompt, PromptAnswer } from '../../src/contract/prompts.ts';
import { createWebShellPort } from '../../src/server/web-shell-port.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { run } from '../support/bed/run.ts';
import { allArguments, allFiles, lookOften, textOfFrame } from '../support/everything-written.ts';
import { makeKey } from '../support/hosts/host-etc.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { codeNow } from '../support/hosts/totp.ts';
import { type RemoteBackend, remoteBackend } from './remote-backend.ts';

const passphrase = 'correct-horse-battery-7';
const wrong = 'not-this-one-either-7';

let engine: Engine;
/** Asks for a key, a password and a code; then sudo asks for the password. */
let host: Host<'pi'>;
let ca = '';

beforeAll(async () => {
  engine = await startEngine('docker-20');
  host = await startHost('secrecy', {
    users: { pi: { sudo: 'with-password' } },
    engine,
    codes: true,
    cli: 'docker',
    sshd: [
      'AuthenticationMethods publickey,keyboard-interactive',
      'TrustedUserCAKeys /etc/ssh/user_ca.pub',
    ],
  });
  ca = await makeKey(join(host.folder, 'keys/ca'));
  await copyFile(`${ca}.pub`, join(host.folder, 'etc/ssh/user_ca.pub'));
});
afterAll(() => host?.remove());

interface Used {
  readonly secrets: Set<string>;
  readonly asked: string[];
  answer(prompt: Prompt): Promise<PromptAnswer>;
}

/** A person who is wrong once about each, and keeps what can be kept. */
function person(): Used {
  const secrets = new Set<string>();
  const asked: string[] = [];
  const mistaken = new Set<string>();
  const right = async (prompt: Extract<Prompt, { kind: 'secrets' }>) => {
    if (prompt.what === 'passphrase') return passphrase;
    const isCode = prompt.fields.some(({ label }) => /code/i.test(label));
    return isCode ? codeNow(host.folder, 'pi') : host.users.pi.password;
  };
  return {
    secrets,
    asked,
    async answer(prompt) {
      if (prompt.kind === 'host-key') return { kind: 'host-key', keep: 'ours' };
      if (prompt.kind !== 'secrets') return { kind: 'agree' };
      asked.push(prompt.what);
      const mayErr = prompt.what === 'passphrase' || prompt.what === 'sudo';
      const errs = mayErr && !mistaken.has(prompt.what);
      mistaken.add(prompt.what);
      const value = errs ? wrong : await right(prompt);
      secrets.add(value);
      return { kind: 'secrets', values: [value], keep: !errs };
    },
  };
}

/** Long enough that no other text holds them by chance. */
async function linesOf(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  // The first lines of a key name its kind and cipher, which are no secret.
  return lines.filter((line) => !line.startsWith('-') && line.length > 40).slice(1);
}

interface Written {
  readonly frames: string;
  readonly log: string;
  readonly programs: string;
  readonly files: string;
}

/** All that is written while `use` runs. */
async function writtenWhile(
  user: Used,
  wish: Parameters<typeof remoteBackend>[1],
  use: (remote: RemoteBackend) => Promise<void>,
): Promise<Written> {
  const shell = createWebShellPort();
  const frames: string[] = [];
  const log: string[] = [];
  let folder = '';
  const programs = lookOften(allArguments);
  const files = lookOften(async () => (folder === '' ? '' : allFiles(join(folder, 'state'))));
  const remote = await remoteBackend(host, {
    ...wish,
    secrets: shell.port.secrets,
    answer: user.answer,
    log: (line) => void log.push(line),
    onFrame: (frame) => void frames.push(textOfFrame(frame)),
    onFolder: (made) => {
      folder = made;
    },
  });
  try {
    await use(remote);
    await remote.api.journal.list({ limit: 100 });
    expect(remote.bed.faults).toEqual([]);
  } finally {
    await remote.bed.close();
  }
  shell.close();
  return {
    frames: frames.join('\n'),
    log: log.join('\n'),
    programs: [...(await programs.stop())].join('\n'),
    files: [...(await files.stop())].join('\n'),
  };
}

/** Six digits may well be part of a longer number. */
const isIn = (secret: string, text: string) =>
  /^\d+$/.test(secret) ? new RegExp(`(?<!\\d)${secret}(?!\\d)`).test(text) : text.includes(secret);

async function expectNone(written: Written, secrets: readonly string[]): Promise<void> {
  const all: Record<string, string> = { ...written, server: await host.log() };
  for (const [where, text] of Object.entries(all)) {
    for (const secret of secrets) {
      expect(secret.length, 'a secret that is worth looking for').toBeGreaterThan(5);
      // Not the text itself: a failure must not print it.
      expect({ where, found: isIn(secret, text) }).toEqual({ where, found: false });
    }
  }
}

/** What must be there is there: the search looks in the right places. */
function expectAll(
  written: Written,
  texts: Partial<Record<keyof Written, readonly string[]>>,
): void {
  for (const [where, all] of Object.entries(texts)) {
    for (const text of all) {
      const found = written[where as keyof Written].includes(text);
      expect({ where, text, found }).toEqual({ where, text, found: true });
    }
  }
}

async function totpSecret(): Promise<string> {
  return (await readFile(join(host.folder, 'etc/codes/pi'), 'utf8')).split('\n')[0] ?? '';
}

describe('a login with a passphrase, a password, a code and sudo', () => {
  it('leaves none of them anywhere', async () => {
    const key = await makeKey(join(host.folder, 'keys/locked'));
    const plain = await linesOf(key);
    await host.users.pi.authorize(await readFile(`${key}.pub`, 'utf8'));
    await run('ssh-keygen', ['-q', '-p', '-P', '', '-N', passphrase, '-f', key]);
    const user = person();
    const written = await writtenWhile(user, { keyFile: key }, async ({ api, id, whenHost }) => {
      await api.containers.list({ host: id });
      // Back by what was kept; only the code is asked for again.
      await host.kill();
      await whenHost(({ state }) => state === 'reconnecting');
      await host.start();
      await whenHost(({ state }) => state === 'online', 60_000);
    });
    expect(user.asked.slice(0, 6)).toEqual([
      ...['passphrase', 'passphrase', 'keyboard-interactive', 'keyboard-interactive'],
      ...['sudo', 'sudo'],
    ]);
    expectAll(written, {
      frames: ['Verification code'],
      programs: ['dial-stdio', 'sudo'],
      files: ['hosts.add', 'kept-secrets.json'],
    });
    const keys = [...plain, ...(await linesOf(key))];
    expect(keys.length).toBeGreaterThan(4);
    await expectNone(written, [...user.secrets, ...keys, await totpSecret()]);
  });
});

describe('a login by the ssh of the system', () => {
  it('leaves none of them anywhere either', async () => {
    const key = await makeKey(join(host.folder, 'keys/certified'), { passphrase });
    await run('ssh-keygen', ['-q', '-s', ca, '-I', 'bed', '-n', 'pi', `${key}.pub`]);
    const user = person();
    const fails = { keyFile: key, certificate: `${key}-cert.pub`, until: 'host-socket-denied' };
    const written = await writtenWhile(user, fails, async () => {});
    expect(user.asked.slice(0, 3)).toEqual([
      ...['passphrase', 'passphrase', 'keyboard-interactive'],
    ]);
    expectAll(written, { programs: ['ssh\0-N\0-T'], files: ['askpass'] });
    await expectNone(written, [...user.secrets, ...(await linesOf(key)), await totpSecret()]);
  });
});
