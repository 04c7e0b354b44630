import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils } from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKeyFile } from './key-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function put(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const locked = { passphrase: 'open sesame', cipher: 'aes256-ctr', rounds: 2 };

describe('a key file', () => {
  it('shows its public half before its passphrase is known', async () => {
    const pair = utils.generateKeyPairSync('ed25519', locked);
    const file = await readKeyFile(await put('locked', pair.private));
    const wanted = utils.parseKey(pair.public);
    if (wanted instanceof Error) throw wanted;
    expect(file?.publicKey?.getPublicSSH()).toEqual(wanted.getPublicSSH());
    expect(file?.secret?.locked).toBe(true);
    expect(file?.secret?.unlock('shut')).toBeUndefined();
    expect(file?.secret?.unlock('open sesame')?.isPrivateKey()).toBe(true);
  });

  it('needs no passphrase when it has none', async () => {
    const pair = utils.generateKeyPairSync('ecdsa', { bits: 256 });
    const file = await readKeyFile(await put('plain', pair.private));
    expect(file?.secret?.locked).toBe(false);
    expect(file?.secret?.unlock()?.isPrivateKey()).toBe(true);
  });

  it('may be the public half alone: the agent has the other', async () => {
    const pair = utils.generateKeyPairSync('ed25519');
    const file = await readKeyFile(await put('half.pub', pair.public));
    expect(file?.secret).toBeNull();
    expect(file?.publicKey?.type).toBe('ssh-ed25519');
  });

  it('that is absent is nothing, and one that is broken says so', async () => {
    expect(await readKeyFile(join(folder, 'none'))).toBeUndefined();
    const pair = utils.generateKeyPairSync('ed25519', locked);
    const cut = pair.private.split('\n').slice(0, 3).join('\n');
    for (const text of ['', 'hello', cut, '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END']) {
      const path = await put('broken', text);
      await expect(readKeyFile(path)).rejects.toMatchObject({ code: 'key-unusable' });
    }
    await expect(readKeyFile(folder)).rejects.toMatchObject({ code: 'key-unusable' });
  });
});
