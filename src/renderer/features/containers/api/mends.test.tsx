import { describe, expect, it } from 'vitest';
import { ContainerSummary } from '../../../../contract/containers.ts';
import { HostId } from '../../../../contract/ids.ts';
import { queryClient } from '../../../shared/lib/query-client.ts';
import { containersQuery } from '../../../shared/lib/rows.ts';
import { asked } from '../model/asked.ts';
import { containerMends } from './mends.ts';

const host = HostId.parse('context:far');
const web = ContainerSummary.parse({
  id: `12345e678901${'a'.repeat(52)}`,
  name: 'web',
  image: 'nginx',
  imageId: null,
  command: '',
  createdAtMs: 0,
  state: 'running',
  health: 'none',
  exitCode: null,
  ports: [],
  networks: [],
  composeProject: null,
  labelCount: 0,
});
queryClient.setQueryData(containersQuery(host).queryKey, [web]);

/** Where the mend leads; it never resolves, so that nothing is tried again. */
async function leadsTo(start: (go: (path: string) => void) => unknown): Promise<string> {
  return new Promise((resolve) => void start(resolve));
}

describe('the mends of containers', () => {
  it('show a container by its name, or what the list finds of it', async () => {
    const show = (name: string) =>
      leadsTo((go) =>
        containerMends['show-container']?.run({ kind: 'show-container', name }, { host, go }),
      );
    expect(await show('web')).toBe('/host/context%3Afar/containers/12345e678901/overview');
    expect(await show('12345e678901')).toContain('/containers/12345e678901/');
    expect(await show('gone')).toBe('/host/context%3Afar/containers?q=gone');
  });

  it('show several by their ids, also where an id reads as a number', async () => {
    const ids = ['12345e678901'];
    const path = await leadsTo((go) =>
      containerMends['show-containers']?.run({ kind: 'show-containers', ids }, { host, go }),
    );
    expect(path).toBe('/host/context%3Afar/containers?ids=12345e678901');
  });

  it('ask before a removal, which resolves once it was done', async () => {
    const mend = { kind: 'remove-container', id: '12345e678901', name: 'web' } as const;
    let resolved = false;
    const removing = containerMends['remove-container']?.run(mend, { host, go: () => {} });
    void Promise.resolve(removing).then(() => {
      resolved = true;
    });
    await expect.poll(() => asked.get()?.targets[0]?.id).toBe(web.id);
    expect(resolved).toBe(false);
    asked.get()?.done?.();
    await removing;
    expect(asked.get()?.question.kind).toBe('remove');
  });
});
