import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostId, PromptId } from '../../contract/ids.ts';
import type { ShellPort } from '../../contract/shell.ts';
import type { SecretQuestion } from '../../hosts/asker.ts';
import { createNotices } from '../state/notices.ts';
import { openKeptSecrets } from './kept-secrets.ts';
import { createPromptDesk } from './prompt-desk.ts';

/** A keeper of secrets in memory, as a shell without a key store has it. */
function keeper() {
  const kept = new Map<string, string>();
  const secrets = {
    kept: async () => ({ kept: 'session' as const }),
    read: async ({ name }: { name: string }) => ({ value: kept.get(name) ?? null }),
    write: async ({ name, value }: { name: string; value: string }) => {
      kept.set(name, value);
      return { kept: 'session' as const };
    },
    remove: async ({ name }: { name: string }) => {
      kept.delete(name);
      return {};
    },
  } satisfies ShellPort['secrets'];
  return { kept, secrets };
}

function deskOn(secrets: ShellPort['secrets']) {
  const kept = openKeptSecrets(folder, { secrets, notices: createNotices() });
  const forgotten: string[] = [];
  const onForgotten = ({ label }: { label: string }) => void forgotten.push(label);
  return Object.assign(createPromptDesk({ kept, onForgotten }), { forgotten, kept });
}

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-prompts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const subject = { host: HostId.parse('ssh:pi'), label: 'pi' };
const party = { address: 'pi@10.0.0.2' };
const never = new AbortController().signal;
const password: SecretQuestion = {
  what: 'password',
  fields: [],
  again: false,
  keepAs: 'password:pi@10.0.0.2',
};
const key = { type: 'ssh-ed25519', fingerprint: 'SHA256:abc' };

describe('questions', () => {
  it('wait for the first answer, and are gone then', async () => {
    const desk = deskOn(keeper().secrets);
    const asked = desk.askerFor(subject).hostKey(party, { key, others: [] }, never);
    const [prompt] = desk.latest.get();
    expect(prompt).toMatchObject({ ...subject, ...party, kind: 'host-key', key });
    const id = prompt?.id ?? PromptId.parse('none');
    desk.answer(id, { kind: 'host-key', keep: 'ours' });
    expect(await asked).toBe('ours');
    expect(desk.latest.get()).toEqual([]);
    expect(() => desk.answer(id, { kind: 'cancel' })).toThrow(/Nobody waits/);
  });

  it('take only an answer of their kind', async () => {
    const desk = deskOn(keeper().secrets);
    const asked = desk.askerFor(subject).hostKey(party, { key, others: [] }, never);
    const id = desk.latest.get()[0]?.id ?? PromptId.parse('none');
    expect(() => desk.answer(id, { kind: 'agree' })).toThrow(/no answer to that/);
    desk.answer(id, { kind: 'cancel' });
    expect(await asked).toBeUndefined();
  });

  it('end when the attempt does', async () => {
    const desk = deskOn(keeper().secrets);
    const life = new AbortController();
    const asked = desk.askerFor(subject).secrets(party, password, life.signal);
    await expect.poll(() => desk.latest.get().length).toBe(1);
    life.abort();
    expect(await asked).toBeUndefined();
    expect(desk.latest.get()).toEqual([]);
  });
});

describe('secrets', () => {
  const answerWith = async (desk: ReturnType<typeof deskOn>, keep: boolean) => {
    await expect.poll(() => desk.latest.get().length).toBe(1);
    const id = desk.latest.get()[0]?.id ?? PromptId.parse('none');
    desk.answer(id, { kind: 'secrets', values: ['hunter2'], keep });
  };

  it('are kept only when a person said so', async () => {
    const { kept, secrets } = keeper();
    const desk = deskOn(secrets);
    const asked = desk.askerFor(subject).secrets(party, password, never);
    await answerWith(desk, false);
    expect(await asked).toEqual(['hunter2']);
    expect(kept.size).toBe(0);
  });

  it('that are kept are not asked for again, until they are wrong', async () => {
    const { kept, secrets } = keeper();
    const desk = deskOn(secrets);
    const asker = desk.askerFor(subject);
    const asked = asker.secrets(party, password, never);
    await answerWith(desk, true);
    await asked;
    expect(await asker.secrets(party, password, never)).toEqual(['hunter2']);
    const again = asker.secrets(party, { ...password, again: true }, never);
    await expect.poll(() => desk.latest.get().length).toBe(1);
    expect(kept.size).toBe(0);
    expect(desk.latest.get()[0]).toMatchObject({ again: true, mayKeep: true });
    await answerWith(desk, false);
    expect(await again).toEqual(['hunter2']);
    expect(desk.forgotten).toEqual(['pi']);
  });

  it('of one use are never kept', async () => {
    const { kept, secrets } = keeper();
    const desk = deskOn(secrets);
    const { keepAs: _none, ...code } = password;
    const asked = desk
      .askerFor(subject)
      .secrets(party, { ...code, what: 'keyboard-interactive' }, never);
    await answerWith(desk, true);
    await asked;
    expect(kept.size).toBe(0);
  });

  it('of a host are forgotten with it, but for what another host has used', async () => {
    const { kept, secrets } = keeper();
    const desk = deskOn(secrets);
    const other = { host: HostId.parse('ssh:nas'), label: 'nas' };
    const passphrase = { ...password, what: 'passphrase' as const, keepAs: 'passphrase:/key' };
    for (const question of [password, passphrase]) {
      const asked = desk.askerFor(subject).secrets(party, question, never);
      await answerWith(desk, true);
      await asked;
    }
    await desk.askerFor(other).secrets(party, passphrase, never);
    const secretsKept = await desk.kept;
    await secretsKept.close();
    const again = await openKeptSecrets(folder, { secrets, notices: createNotices() });
    expect(await again.forgetHost(subject.host)).toBe(1);
    expect([...kept.keys()]).toEqual(['ssh:passphrase:/key']);
    expect(await again.forgetHost(other.host)).toBe(1);
    expect(kept.size).toBe(0);
  });
});
