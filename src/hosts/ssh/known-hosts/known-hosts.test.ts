import { createHmac, randomBytes } from 'node:crypto';
import {
  chmod,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf, keyTypeOf } from './host-key.ts';
import { hasAuthority, judgeKey, preferredKeyTypes } from './judge-key.ts';
import { loadKnownHosts } from './load-known-hosts.ts';
import { matchesName } from './match-names.ts';
import { parseKnownHosts } from './parse-known-hosts.ts';
import { rememberKey, replaceKey } from './remember-key.ts';
import { findRevoked } from './revoked-keys.ts';

/** A key in SSH's own form, with no meaning but its type and its number. */
function keyOf(type: string, number: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(type.length);
  return Buffer.concat([length, Buffer.from(type), Buffer.alloc(32, number)]);
}
const ed = (number: number) => keyOf('ssh-ed25519', number);
const rsa = (number: number) => keyOf('ssh-rsa', number);
const lineOf = (names: string, key: Buffer) =>
  `${names} ${keyTypeOf(key)} ${key.toString('base64')}`;

function hashed(name: string): string {
  const salt = randomBytes(20);
  const hash = createHmac('sha1', salt).update(name).digest('base64');
  return `|1|${salt.toString('base64')}|${hash}`;
}

const pi = { host: 'pi', port: 22 };
const judge = (lines: string[], key: Buffer, as: Parameters<typeof judgeKey>[1] = pi) =>
  judgeKey(parseKnownHosts(lines.join('\n'), '/k'), as, key);

describe('host keys', () => {
  it('prints the fingerprint of OpenSSH', () => {
    // `ssh-keygen -lf` of GitHub's published key.
    const key = Buffer.from(
      'AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl',
      'base64',
    );
    expect(fingerprintOf(key)).toBe('SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU');
    expect(keyTypeOf(key)).toBe('ssh-ed25519');
  });

  it('knows what is no key', () => {
    expect(keyTypeOf(Buffer.alloc(0))).toBeUndefined();
    expect(keyTypeOf(Buffer.from('0000ffff61', 'hex'))).toBeUndefined();
    expect(keyTypeOf(keyOf('bad type', 1))).toBeUndefined();
  });
});

describe('judgeKey', () => {
  it('knows a key by name, pattern, port, alias and hash', () => {
    const known = (names: string, as: Parameters<typeof judgeKey>[1] = pi) =>
      judge([lineOf(names, ed(1))], ed(1), as).verdict;
    expect(known('pi')).toBe('known');
    expect(known('PI,other')).toBe('known');
    expect(known('other,p*')).toBe('known');
    expect(known('p?')).toBe('known');
    expect(known('*,!pi')).toBe('unknown');
    expect(known('other')).toBe('unknown');
    expect(known(hashed('pi'))).toBe('known');
    expect(known(hashed('other'))).toBe('unknown');
    expect(known('[pi]:2222', { host: 'Pi', port: 2222 })).toBe('known');
    expect(known('[pi]:2222')).toBe('unknown');
    expect(known(hashed('[pi]:2222'), { host: 'pi', port: 2222 })).toBe('known');
    expect(known('box', { host: 'pi', port: 2222, alias: 'Box' })).toBe('known');
    expect(known('pi', { host: 'pi', port: 2222 })).toBe('known');
  });

  it('tells where a known key stands', () => {
    expect(judge(['# x', '', lineOf('pi', ed(1))], ed(1))).toEqual({
      verdict: 'known',
      where: { type: 'ssh-ed25519', fingerprint: fingerprintOf(ed(1)), file: '/k', line: 3 },
    });
  });

  it('calls another key of the same type changed, with the old one and its line', () => {
    expect(judge([lineOf('other', ed(9)), lineOf('pi', ed(1))], ed(2))).toEqual({
      verdict: 'changed',
      old: { type: 'ssh-ed25519', fingerprint: fingerprintOf(ed(1)), file: '/k', line: 2 },
    });
    expect(judge([lineOf('pi', ed(1)), lineOf('pi', ed(2))], ed(2)).verdict).toBe('known');
  });

  it('calls a key of another type unknown, and shows those that are known', () => {
    expect(judge([lineOf('pi', ed(1))], rsa(1))).toEqual({
      verdict: 'unknown',
      others: [{ type: 'ssh-ed25519', fingerprint: fingerprintOf(ed(1)), file: '/k', line: 1 }],
    });
    expect(judge([], ed(1))).toEqual({ verdict: 'unknown', others: [] });
  });

  it('does not take the key of port 22 for a change on another port', () => {
    expect(judge([lineOf('pi', ed(1))], ed(2), { host: 'pi', port: 2222 }).verdict).toBe('unknown');
  });

  it('lets a revoked mark beat all', () => {
    const lines = [lineOf('pi', ed(1)), `@revoked ${lineOf('*', ed(1))}`];
    expect(judge(lines, ed(1))).toMatchObject({ verdict: 'revoked', where: { line: 2 } });
    expect(judge(lines, ed(2)).verdict).toBe('changed');
    const port = { host: 'pi', port: 2222 };
    expect(judge([`@revoked ${lineOf('pi', ed(1))}`], ed(1), port).verdict).toBe('revoked');
  });

  it('does not take the key of an authority for that of a host', () => {
    const lines = [`@cert-authority ${lineOf('*.example.com', ed(1))}`];
    const as = { host: 'pi.example.com', port: 22 };
    expect(judge(lines, ed(1), as).verdict).toBe('unknown');
    expect(hasAuthority(parseKnownHosts(lines.join('\n'), '/k'), as)).toBe(true);
    expect(hasAuthority(parseKnownHosts(lines.join('\n'), '/k'), pi)).toBe(false);
  });

  it.each([
    'pi',
    'pi ssh-ed25519',
    'pi ssh-ed25519 !!!',
    `pi ssh-rsa ${ed(1).toString('base64')}`,
    `@other ${lineOf('pi', ed(1))}`,
    `@revoked @cert-authority ${lineOf('pi', ed(1))}`,
    'pi 1024 35 1234567890',
    `|1|x ssh-ed25519 ${ed(1).toString('base64')}`,
    `|1||| ssh-ed25519 ${ed(1).toString('base64')}`,
  ])('passes over %s', (line) => {
    expect(judge([line, lineOf('other', ed(1))], ed(1)).verdict).toBe('unknown');
    expect(judge([line, lineOf('pi', ed(1))], ed(1)).verdict).toBe('known');
  });

  it('never fails, whatever the text', () => {
    const part = fc.constantFrom(
      'pi',
      '|1|',
      '@revoked ',
      '!',
      ' ',
      'ssh-ed25519 ',
      'AAAA',
      '\n',
      '*',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, fc.uint8Array(), (any, key) => {
        const known = parseKnownHosts(any, '/k');
        judgeKey(known, pi, key);
        hasAuthority(known, pi);
        expect(preferredKeyTypes(known, pi)).toHaveLength(6);
      }),
    );
  });
});

describe('preferredKeyTypes', () => {
  it('puts what is known first, RSA by its newer names', () => {
    const known = parseKnownHosts(lineOf('pi', rsa(1)), '/k');
    expect(preferredKeyTypes(known, pi).slice(0, 3)).toEqual([
      'rsa-sha2-512',
      'rsa-sha2-256',
      'ssh-ed25519',
    ]);
    expect(preferredKeyTypes(known, { host: 'pi', port: 2222 })[0]).toBe('rsa-sha2-512');
    expect(preferredKeyTypes(known, { host: 'x', port: 22 })[0]).toBe('ssh-ed25519');
  });
});

describe('files', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'longshore-known-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('reads several, in their order, and counts an absent one as empty', async () => {
    const file = join(folder, 'a');
    await writeFile(file, lineOf('pi', ed(1)));
    const known = await loadKnownHosts([join(folder, 'absent'), file, '/dev/null', file]);
    expect(known.map((line) => line.file)).toEqual([file]);
  });

  it('says which file is too large or cannot be read', async () => {
    const file = join(folder, 'large');
    await writeFile(file, Buffer.alloc(10 * 1024 * 1024 + 1, '\n'));
    await expect(loadKnownHosts([file])).rejects.toMatchObject({
      problem: { code: 'bad-ssh-config', facts: { file } },
    });
  });

  it('writes a new file for its owner only', async () => {
    const file = join(folder, 'new/deep/known_hosts');
    await rememberKey(file, pi, ed(1));
    await rememberKey(file, pi, ed(1));
    expect(await readFile(file, 'utf8')).toBe(`${lineOf('pi', ed(1))}\n`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'new/deep'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, 'new/deep'))).toEqual(['known_hosts']);
  });

  it('keeps all else in a file, its mode, and the link to it', async () => {
    const real = join(folder, 'real');
    const link = join(folder, 'link');
    const before = Buffer.from('# caf\xe9 in latin1\nbroken line', 'latin1');
    await writeFile(real, before);
    await chmod(real, 0o644);
    await symlink(real, link);
    await rememberKey(link, { host: 'Pi', port: 2222 }, ed(1));
    const line = Buffer.from(`\n${lineOf('[pi]:2222', ed(1))}\n`);
    expect(await readFile(real)).toEqual(Buffer.concat([before, line]));
    expect((await stat(real)).mode & 0o777).toBe(0o644);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
  });

  it('loses none of many lines written at once', async () => {
    const file = join(folder, 'known_hosts');
    const numbers = Array.from({ length: 20 }, (_, number) => number);
    await Promise.all(
      numbers.map((number) => rememberKey(file, { host: `h${number}`, port: 22 }, ed(number))),
    );
    expect(await loadKnownHosts([file])).toHaveLength(20);
  });

  it('replaces the keys of one host and type, and no others', async () => {
    const file = join(folder, 'known_hosts');
    const kept = [
      '# mine',
      lineOf('pi', rsa(1)),
      lineOf('other', ed(1)),
      lineOf('p*', ed(1)),
      lineOf('[pi]:2222', ed(1)),
      `@revoked ${lineOf('pi', ed(1))}`,
    ];
    const gone = [lineOf('pi', ed(1)), lineOf(hashed('pi'), ed(2))];
    await writeFile(file, `${[...kept, ...gone, lineOf('pi,10.0.0.2', ed(3))].join('\n')}\n`);
    await replaceKey(file, pi, ed(7));
    expect((await readFile(file, 'utf8')).split('\n')).toEqual([
      ...kept,
      lineOf('10.0.0.2', ed(3)),
      lineOf('pi', ed(7)),
      '',
    ]);
  });

  it.each([
    { host: 'a b', port: 22 },
    { host: '*', port: 22 },
    { host: 'a,b', port: 22 },
    { host: '!a', port: 22 },
    { host: '@revoked', port: 22 },
    { host: '|1|x', port: 22 },
    { host: '#', port: 22 },
    { host: 'a\nb', port: 22 },
    { host: 'a', port: 22, alias: 'x y' },
  ])('writes no line for $host', async (as) => {
    const file = join(folder, 'known_hosts');
    await expect(rememberKey(file, as, ed(1))).rejects.toMatchObject({
      problem: { code: 'bad-parameter' },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('says so when it cannot write', async () => {
    const file = join(folder, 'is-a-file', 'known_hosts');
    await writeFile(join(folder, 'is-a-file'), '');
    await expect(rememberKey(file, pi, ed(1))).rejects.toMatchObject({
      problem: { code: 'storage-failed', facts: { file } },
    });
  });

  it('finds a key in a list of revoked ones, and trusts none without the list', async () => {
    const file = join(folder, 'revoked');
    await expect(findRevoked(file, ed(1))).rejects.toThrow(/missing/);
    await writeFile(file, `# x\nssh-ed25519 ${ed(1).toString('base64')} bad\n`);
    expect(await findRevoked(file, ed(1))).toMatchObject({ file, line: 2 });
    expect(await findRevoked(file, ed(2))).toBeUndefined();
    await writeFile(file, 'SSHKRL\n\0rest');
    await expect(findRevoked(file, ed(1))).rejects.toMatchObject({
      problem: { code: 'not-supported' },
    });
  });

  it('writes what it reads back as known, for any host', async () => {
    const host = fc.domain();
    const port = fc.integer({ min: 1, max: 65_535 });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(host, port, fc.integer({ min: 0, max: 255 }), async (name, at, number) => {
        count += 1;
        const file = join(folder, `p${count}`);
        const as = { host: name, port: at };
        await rememberKey(file, as, ed(number));
        expect(judgeKey(await loadKnownHosts([file]), as, ed(number)).verdict).toBe('known');
        expect(matchesName(name.toLowerCase(), 'nobody')).toBe(false);
      }),
      { numRuns: 30 },
    );
  });
});
