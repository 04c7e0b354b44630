import { describe, expect, it } from 'vitest';
import { HostId } from '../../../../contract/ids.ts';
import { newPair } from './draft.ts';
import { changeDraft, formOf, rowsOf, startOver, touch } from './form.ts';

const host = HostId.parse('local');

describe('the form of a host', () => {
  it('is the same one each time, and another on another host', () => {
    const form = formOf(host);
    changeDraft(form, { name: 'web' });
    expect(formOf(host).get().draft.name).toBe('web');
    expect(formOf(HostId.parse('other')).get().draft.name).toBe('');
  });

  it('starts over with one image and nothing else', () => {
    const form = formOf(host);
    changeDraft(form, { name: 'web', env: [newPair({ name: 'A' })] });
    touch(form, 'name');
    startOver(form, 'busybox');
    expect(form.get()).toMatchObject({
      draft: { image: 'busybox', name: '', env: [] },
      tried: false,
    });
    expect(form.get().touched.size).toBe(0);
  });

  it('changes one row and leaves the others as they are', () => {
    const form = formOf(host);
    startOver(form);
    const env = rowsOf(form, 'env');
    const [a, b] = [newPair({ name: 'A' }), newPair({ name: 'B' })];
    env.add(a, b);
    env.change(a.key, { value: '1' });
    expect(form.get().draft.env).toEqual([{ ...a, value: '1' }, b]);
    expect(form.get().draft.env[1]).toBe(b);
    env.replace(a.key, newPair({ name: 'C' }), newPair({ name: 'D' }));
    expect(form.get().draft.env.map((row) => row.name)).toEqual(['C', 'D', 'B']);
    env.replace(b.key);
    expect(form.get().draft.env.map((row) => row.name)).toEqual(['C', 'D']);
  });
});
