import { describe, expect, it } from 'vitest';
import { readChallenge, realmUrl } from './challenge.ts';

describe('a challenge', () => {
  it('is read with its parameters, quoted or not', () => {
    expect(
      readChallenge(
        'Bearer realm="https://auth.example/token",service=registry.example, scope="repository:a/b:pull,push"',
      ),
    ).toEqual({
      scheme: 'bearer',
      realm: 'https://auth.example/token',
      service: 'registry.example',
      scope: 'repository:a/b:pull,push',
    });
    expect(readChallenge('bearer realm="a\\"b"')).toMatchObject({ realm: 'a"b', service: '' });
    expect(readChallenge('Basic realm="bed"')).toEqual({ scheme: 'basic' });
    expect(readChallenge('Basic')).toEqual({ scheme: 'basic' });
  });

  it.each([
    ['nothing', undefined],
    ['empty', ''],
    ['another scheme', 'Negotiate'],
    ['no realm', 'Bearer service="x"'],
    ['a quote that does not end', 'Bearer realm="https://a'],
    ['a parameter twice', 'Bearer realm="https://a",realm="https://b"'],
    ['words without a value', 'Bearer realm="https://a" please'],
    ['two challenges in one', 'Basic realm="a", Bearer realm="https://b"'],
    ['endless', `Bearer realm="${'a'.repeat(5_000)}"`],
  ])('is none: %s', (_what, header) => {
    expect(readChallenge(header)).toBeNull();
  });
});

describe('a realm', () => {
  const registry = new URL('http://registry.lan:5000/v2/');
  it('has TLS, or is on the machine of the registry', () => {
    expect(realmUrl('https://auth.example/token', registry)?.href).toBe(
      'https://auth.example/token',
    );
    expect(realmUrl('http://registry.lan:5001/token', registry)).not.toBeNull();
  });
  it.each([
    'http://other.lan:5000/token',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '/token',
    'https://ann:secret@auth.example/token',
  ])('is not taken: %s', (realm) => {
    expect(realmUrl(realm, registry)).toBeNull();
  });
  it('does not lead from TLS to plain text on the same server', () => {
    expect(realmUrl('http://r.lan/token', new URL('https://r.lan/v2/'))).toBeNull();
  });
});
