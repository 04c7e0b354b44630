import { describe, expect, it } from 'vitest';
import { ContainerSummary } from '../../../../contract/containers.ts';
import { countStates, type Filter, filterRows } from './filter.ts';

const row = (part: Partial<ContainerSummary>): ContainerSummary => ({
  ...ContainerSummary.parse({
    id: '0'.repeat(64),
    name: 'web',
    image: 'nginx:1.27',
    imageId: `sha256:${'f'.repeat(64)}`,
    command: 'nginx',
    createdAtMs: 0,
    state: 'running',
    health: 'none',
    exitCode: null,
    ports: [{ containerPort: 80, protocol: 'tcp', hostPort: 8080, hostIp: '0.0.0.0' }],
    networks: [],
    composeProject: 'shop',
    labelCount: 0,
  }),
  ...part,
});

const web = row({});
const job = row({ name: 'job', image: 'busybox', imageId: null, ports: [], state: 'exited' });
const sick = row({ name: 'sick', health: 'unhealthy', composeProject: null, ports: [] });
const rows = [web, job, sick];
const found = (filter: Partial<Filter>) =>
  filterRows(rows, { text: '', states: [], ids: [], ...filter }).map((one) => one.name);

describe('filterRows', () => {
  it('finds by name, image, id, image id, port and project, in any case', () => {
    for (const text of ['WEB', 'nginx:1', 'sha256:ffff', ':8080', '80/tcp', 'shop']) {
      expect(found({ text }), text).toContain('web');
    }
    expect(found({ text: '000000' })).toEqual(['web', 'job', 'sick']);
    expect(found({ text: '8080' })).toEqual(['web']);
  });

  it('wants all words, any state', () => {
    expect(found({ text: 'nginx sick' })).toEqual(['sick']);
    expect(found({ text: 'nginx job' })).toEqual([]);
    expect(found({ states: ['exited', 'unhealthy'] })).toEqual(['job', 'sick']);
    expect(found({ text: 'shop', states: ['running'] })).toEqual(['web']);
  });

  it('keeps to the asked ids and gives the same rows where nothing is asked', () => {
    expect(found({ ids: ['abcdefabcdef'] })).toEqual([]);
    expect(found({ ids: ['000000000000'] })).toHaveLength(3);
    expect(filterRows(rows, { text: ' ', states: [], ids: [] })).toBe(rows);
  });
});

describe('countStates', () => {
  it('counts an unhealthy one as running too, one being removed as dead', () => {
    const counts = countStates([...rows, row({ state: 'removing' })]);
    expect(counts).toMatchObject({ running: 2, unhealthy: 1, exited: 1, dead: 1, paused: 0 });
  });
});
