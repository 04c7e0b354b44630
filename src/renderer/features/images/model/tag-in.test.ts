import { expect, it } from 'vitest';
import { tagIn, withTag } from './tag-in.ts';

it('reads the tag, where there is a place for one', () => {
  expect(tagIn('redis')).toBe('');
  expect(tagIn('host:5000/a/b:1.2')).toBe('1.2');
  expect(tagIn(`redis@sha256:${'a'.repeat(64)}`)).toBeNull();
  expect(tagIn('Redis')).toBeNull();
});

it('keeps a place for what is typed and is no tag yet', () => {
  expect(tagIn('redis:')).toBe('');
  expect(tagIn('host:5000/a:-')).toBe('-');
  expect(withTag('host:5000/a:-', '-x')).toBe('host:5000/a:-x');
  expect(withTag('redis:1 2', '1')).toBe('redis:1');
  expect(tagIn('host:5000')).toBe('5000');
});

it('writes it, and nothing else', () => {
  expect(withTag('host:5000/a/b:1.2', '3')).toBe('host:5000/a/b:3');
  expect(withTag('redis:7', '')).toBe('redis');
  expect(withTag('not a name', '1')).toBe('not a name');
});
