import { expect, it } from 'vitest';
import { pushedDigest, pushStepOf } from './push-steps.ts';

const line = (status: string, current = 0, total = 0) => ({
  ...{ id: '0123456789ab', status, stream: '', error: '', aux: null },
  progressDetail: { current, total },
});

it('follows a layer to its end', () => {
  const first = pushStepOf(line('Preparing'), undefined);
  expect(first).toMatchObject({ phase: 'waiting', doneBytes: 0, totalBytes: 0 });
  const going = pushStepOf(line('Pushing', 50, 100), first ?? undefined);
  expect(going).toMatchObject({ phase: 'uploading', doneBytes: 50, totalBytes: 100 });
  const past = pushStepOf(line('Pushing', 120, 100), going ?? undefined);
  expect(past).toMatchObject({ doneBytes: 120, totalBytes: 120 });
  expect(pushStepOf(line('Pushed'), past ?? undefined)).toMatchObject({
    ...{ phase: 'done', doneBytes: 120, totalBytes: 120 },
  });
});

it('tells what was there already, and from where', () => {
  expect(pushStepOf(line('Layer already exists'), undefined)?.phase).toBe('exists');
  expect(pushStepOf(line('Mounted from library/redis'), undefined)).toMatchObject({
    ...{ phase: 'mounted', from: 'library/redis' },
  });
});

it('is silent about other lines, and reads the digest', () => {
  expect(pushStepOf({ ...line('Pushing'), id: 'latest' }, undefined)).toBeNull();
  expect(pushStepOf(line('Something new'), undefined)).toBeNull();
  const digest = `sha256:${'a'.repeat(64)}`;
  expect(pushedDigest(line(`1: digest: ${digest} size: 528`))).toBe(digest);
  expect(pushedDigest({ ...line(''), aux: { Digest: digest } })).toBe(digest);
  expect(pushedDigest(line('Pushed'))).toBeUndefined();
});
