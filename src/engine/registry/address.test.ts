import { expect, it } from 'vitest';
import { isLoopback, placeOf, withoutTls } from './address.ts';

it('knows the default registry by its machine', () => {
  expect(placeOf('docker.io', false).url.href).toBe('https://registry-1.docker.io/v2/');
});

it('takes a name with or without a scheme', () => {
  expect(placeOf('r.lan:5000', false).url.href).toBe('https://r.lan:5000/v2/');
  expect(placeOf('http://r.lan:5000/', false).url.href).toBe('https://r.lan:5000/v2/');
  expect(placeOf('[::1]:5000', false).url.host).toBe('[::1]:5000');
});

it('allows plain text on this machine, elsewhere only by agreement', () => {
  expect(placeOf('127.0.0.1:5000', false).plainAllowed).toBe(true);
  expect(placeOf('localhost', false).plainAllowed).toBe(true);
  expect(placeOf('r.lan:5000', false).plainAllowed).toBe(false);
  expect(placeOf('r.lan:5000', true).plainAllowed).toBe(true);
  expect(withoutTls(placeOf('r.lan:5000', true)).href).toBe('http://r.lan:5000/v2/');
});

it.each(['127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.1', 'x127.0.0.1'])(
  'is not this machine: %s',
  (name) => {
    expect(isLoopback(name)).toBe(false);
  },
);
