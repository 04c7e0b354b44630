/** known_hosts, shared with the real OpenSSH: it accepts our lines, we accept its. */
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/hosts/ssh/known-hosts/host-key.ts';
import { hasAuthority, judgeKey } from '../../src/hosts/ssh/known-hosts/judge-key.ts';
import { loadKnownHosts } from '../../src/hosts/ssh/known-hosts/load-known-hosts.ts';
import { rememberKey, replaceKey } from '../../src/hosts/ssh/known-hosts/remember-key.ts';
import { runProgram } from './programs.ts';

const types = ['ed25519', 'ecdsa', 'rsa'] as const;
let folder = '';
const keys = new Map<string, { blob: Buffer; line: string; fingerprint: string }>();
const key = (type: string) => {
  const found = keys.get(type);
  if (!found) throw new Error(`no key ${type}`);
  return found;
};

async function keygen(...args: string[]) {
  return runProgram('ssh-keygen', args);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-keys-'));
  for (const type of [...types, 'other']) {
    const file = join(folder, type);
    await keygen('-q', '-t', type === 'other' ? 'ed25519' : type, '-N', '', '-C', '', '-f', file);
    const [name = '', base64 = ''] = (await readFile(`${file}.pub`, 'utf8')).trim().split(' ');
    const shown = (await keygen('-lf', `${file}.pub`)).output.split(' ')[1] ?? '';
    const blob = Buffer.from(base64, 'base64');
    keys.set(type, { blob, line: `${name} ${base64}`, fingerprint: shown });
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileWith(name: string, lines: readonly string[]): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

/** The lines that OpenSSH finds for the name. */
async function foundBy(file: string, name: string): Promise<string[]> {
  const { output } = await keygen('-F', name, '-f', file);
  return output.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

describe('known_hosts shared with OpenSSH', () => {
  it.each(types)('prints the fingerprint of an %s key as ssh-keygen does', (type) => {
    expect(fingerprintOf(key(type).blob)).toBe(key(type).fingerprint);
  });

  it('knows what ssh-keygen -H has hashed', async () => {
    const names = ['pi', '10.0.0.2', '[pi]:2222', '[2001:db8::1]:22022', '2001:db8::1'];
    const file = await fileWith(
      'hashed',
      names.map((name) => `${name} ${key('ed25519').line}`),
    );
    await keygen('-H', '-f', file);
    expect(await readFile(file, 'utf8')).not.toContain('pi');
    const known = await loadKnownHosts([file]);
    const places = [
      { host: 'pi', port: 22 },
      { host: '10.0.0.2', port: 22 },
      { host: 'PI', port: 2222 },
      { host: '2001:db8::1', port: 22_022 },
      { host: '2001:db8::1', port: 22 },
    ];
    for (const [index, as] of places.entries()) {
      expect(judgeKey(known, as, key('ed25519').blob)).toMatchObject({
        verdict: 'known',
        where: { line: index + 1, fingerprint: key('ed25519').fingerprint },
      });
      expect(judgeKey(known, as, key('other').blob).verdict).toBe('changed');
    }
    expect(judgeKey(known, { host: 'pi2', port: 22 }, key('ed25519').blob).verdict).toBe('unknown');
  });

  it('writes lines that ssh-keygen finds, hashes and removes', async () => {
    const file = join(folder, 'ours');
    const places = [
      { as: { host: 'pi', port: 22 }, name: 'pi' },
      { as: { host: 'Pi.Example.com', port: 2222 }, name: '[pi.example.com]:2222' },
      { as: { host: '2001:db8::1', port: 2222 }, name: '[2001:db8::1]:2222' },
      { as: { host: 'x', port: 2222, alias: 'Box' }, name: 'box' },
    ];
    for (const { as } of places) {
      for (const type of types) await rememberKey(file, as, key(type).blob);
    }
    for (const { name } of places) expect(await foundBy(file, name)).toHaveLength(types.length);
    expect((await keygen('-lf', file)).output.trim().split('\n')).toHaveLength(12);

    const hashed = join(folder, 'ours-hashed');
    await copyFile(file, hashed);
    await keygen('-H', '-f', hashed);
    const known = await loadKnownHosts([hashed]);
    for (const { as } of places) {
      expect(judgeKey(known, as, key('rsa').blob).verdict).toBe('known');
    }
    await keygen('-R', 'pi', '-f', file);
    const left = await loadKnownHosts([file]);
    expect(judgeKey(left, { host: 'pi', port: 22 }, key('rsa').blob).verdict).toBe('unknown');
    expect(left).toHaveLength(9);
  });

  it('replaces a changed key so that OpenSSH finds the new one only', async () => {
    const file = await fileWith('changed', [
      `pi ${key('ed25519').line}`,
      `pi ${key('rsa').line}`,
      `[pi]:2222 ${key('ed25519').line}`,
    ]);
    await keygen('-H', '-f', file);
    await replaceKey(file, { host: 'pi', port: 22 }, key('other').blob);
    const found = await foundBy(file, 'pi');
    expect(found).toHaveLength(2);
    expect(found.join('\n')).toContain(key('other').line);
    expect(found.join('\n')).not.toContain(key('ed25519').line);
    expect(await foundBy(file, '[pi]:2222')).toHaveLength(1);
  });

  it('sees marks where OpenSSH sees them', async () => {
    const file = await fileWith('marks', [
      `@cert-authority *.example.com ${key('rsa').line}`,
      `@revoked pi ${key('ed25519').line}`,
    ]);
    expect((await keygen('-F', 'a.example.com', '-f', file)).output).toContain('CA');
    const known = await loadKnownHosts([file]);
    expect(hasAuthority(known, { host: 'a.example.com', port: 22 })).toBe(true);
    const pi = { host: 'pi', port: 22 };
    expect(judgeKey(known, pi, key('ed25519').blob).verdict).toBe('revoked');
    expect((await keygen('-F', 'pi', '-f', file)).output).toContain('REVOKED');
  });

  it.each(['pi', 'web.example.com', 'db.example.com', '10.0.0.7'])(
    'agrees with OpenSSH about the patterns for %s',
    async (name) => {
      const patterns = ['pi', 'p*,!pi', '*.example.com,!db.*', '10.0.0.?', '?i', '!pi', '*'];
      const lines = patterns.map((pattern) => `${pattern} ${key('ed25519').line}`);
      for (const [index, line] of lines.entries()) {
        const file = await fileWith(`pattern-${index}`, [line]);
        const { verdict } = judgeKey(
          await loadKnownHosts([file]),
          { host: name, port: 22 },
          key('ed25519').blob,
        );
        const found = (await foundBy(file, name)).length > 0;
        expect({ line, known: verdict === 'known' }).toEqual({ line, known: found });
      }
    },
  );
});
