import { describe, expect, it } from 'vitest';
import { readReference, splitReference } from './reference.ts';

const digest = `sha256:${'a'.repeat(64)}`;

describe('readReference', () => {
  it.each([
    ['redis', 'docker.io', 'library/redis', null, null],
    [' redis:7 ', 'docker.io', 'library/redis', '7', null],
    ['bitnami/redis:7', 'docker.io', 'bitnami/redis', '7', null],
    ['docker.io/redis', 'docker.io', 'library/redis', null, null],
    ['index.docker.io/a/b', 'docker.io', 'a/b', null, null],
    ['ghcr.io/a/b/c:v1.2_x-y', 'ghcr.io', 'a/b/c', 'v1.2_x-y', null],
    ['localhost/a', 'localhost', 'a', null, null],
    ['localhost:5000/a:1', 'localhost:5000', 'a', '1', null],
    ['10.0.0.1:5000/a', '10.0.0.1:5000', 'a', null, null],
    ['[2001:db8::1]/a:1', '[2001:db8::1]', 'a', '1', null],
    ['[::1]:5000/a/b:1', '[::1]:5000', 'a/b', '1', null],
    [`a/b@${digest}`, 'docker.io', 'a/b', null, digest],
    [`host:5000/a:1@${digest}`, 'host:5000', 'a', '1', digest],
    ['MyHost/a', 'MyHost', 'a', null, null],
    ['a__b/c--d.e_f', 'docker.io', 'a__b/c--d.e_f', null, null],
  ])('%s', (...row) => {
    const [text, registry, repository, tag, wanted] = row;
    expect(readReference(text)).toEqual({
      ok: true,
      reference: expect.objectContaining({ registry, repository, tag, digest: wanted }),
    });
  });

  it('tells a registry that was written from the default', () => {
    const written = (text: string) => {
      const reading = readReference(text);
      return reading.ok && reading.reference.registryWritten;
    };
    expect([written('redis'), written('docker.io/redis')]).toEqual([false, true]);
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['a b', 'space'],
    ['https://ghcr.io/a', 'scheme'],
    ['Redis', 'uppercase'],
    ['ghcr.io/Owner/app:1', 'uppercase'],
    ['-x.io/a', 'registry'],
    ['host:port/a', 'registry'],
    ['[::1/a', 'registry'],
    [':1', 'repository'],
    ['a//b', 'repository'],
    ['a/', 'repository'],
    ['a..b', 'repository'],
    ['a___b', 'repository'],
    ['[::1]:5000', 'repository'],
    [`@${digest}`, 'repository'],
    ['a:', 'tag'],
    ['a:-1', 'tag'],
    ['a:1:2', 'tag'],
    [`a:${'1'.repeat(129)}`, 'tag'],
    ['a@', 'digest'],
    ['a@sha256:1', 'digest'],
    [`a@sha256:${'A'.repeat(64)}`, 'digest'],
    [`a@${digest}0`, 'digest'],
    ['a'.repeat(64), 'id'],
    [`h.io/${'a'.repeat(251)}`, 'too-long'],
  ])('%j is none: %s', (text, fault) => {
    expect(readReference(text)).toEqual({ ok: false, fault });
  });
});

describe('splitReference', () => {
  it.each([
    ['redis', 'redis', 'latest'],
    ['redis:7', 'redis', '7'],
    ['host:5000/a/b', 'host:5000/a/b', 'latest'],
    ['host:5000/a/b:1.2', 'host:5000/a/b', '1.2'],
    [`a/b@${digest}`, 'a/b', digest],
    [`host:5000/a:1@${digest}`, 'host:5000/a', digest],
    [' a:1 ', 'a', '1'],
  ])('%s', (reference, name, tag) => {
    expect(splitReference(reference)).toEqual({ name, tag });
  });

  it.each(['', ':1', 'a:', 'a b', '@sha256:1', 'a@', 'UPPER:1'])('%j is none', (reference) => {
    expect(() => splitReference(reference)).toThrow(
      expect.objectContaining({ code: 'bad-reference' }),
    );
  });
});
