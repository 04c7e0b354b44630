import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { HostId } from '../../../contract/ids.ts';
import { ImageSummary } from '../../../contract/images.ts';
import { imagesQuery, useImageRow } from './rows.ts';

const host = HostId.parse('local');
const id = `sha256:${'1'.repeat(64)}`;
const image = (tag: string) =>
  ImageSummary.parse({
    ...{ id, tags: [tag], digests: [], sizeBytes: 1, createdAtMs: 0 },
    ...{ platform: '', dangling: false, labelCount: 0 },
  });

function Name() {
  return <p>{useImageRow(host, id)?.tags[0] ?? 'gone'}</p>;
}

afterEach(cleanup);

it('one row follows the list: as it changes, and when it goes', async () => {
  const cache = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const list = (rows: readonly ImageSummary[]) =>
    act(async () => {
      cache.setQueryData(imagesQuery(host).queryKey, rows);
      // The cache tells its observers in a task of its own.
      await new Promise((resolve) => setTimeout(resolve));
    });
  await list([image('web:1')]);
  render(
    <QueryClientProvider client={cache}>
      <Name />
    </QueryClientProvider>,
  );
  expect(screen.getByText('web:1')).toBeDefined();
  await list([image('web:2')]);
  expect(screen.getByText('web:2')).toBeDefined();
  await list([]);
  expect(screen.getByText('gone')).toBeDefined();
});
