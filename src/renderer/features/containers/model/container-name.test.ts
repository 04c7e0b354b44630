import { describe, expect, it } from 'vitest';
import { nameFault } from './container-name.ts';

const rows = [
  { id: 'one', name: 'web' },
  { id: 'two', name: 'db' },
] as unknown as Parameters<typeof nameFault>[2];

describe('nameFault', () => {
  it('tells why a name cannot be taken', () => {
    expect(nameFault('web', 'one', rows)).toBe('same');
    expect(nameFault('db', 'one', rows)).toBe('taken');
    for (const bad of ['', 'a', '-web', 'my web', 'wéb', 'x'.repeat(256)]) {
      expect(nameFault(bad, 'one', rows), bad).toBe('invalid');
    }
    expect(nameFault('web-2.old_1', 'one', rows)).toBeUndefined();
  });
});
