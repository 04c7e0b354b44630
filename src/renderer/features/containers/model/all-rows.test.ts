import { describe, expect, it } from 'vitest';
import { ContainerSummary } from '../../../../contract/containers.ts';
import { HostId } from '../../../../contract/ids.ts';
import { filterPlaced, type HostList, isAsked, isFollowed, placeRows } from './all-rows.ts';

const container = (name: string, state: ContainerSummary['state'] = 'running') =>
  ContainerSummary.parse({
    id: 'a'.repeat(64),
    name,
    image: 'nginx:1.27',
    imageId: null,
    command: '',
    createdAtMs: 0,
    state,
    health: 'none',
    exitCode: null,
    ports: [],
    networks: [],
    composeProject: null,
    labelCount: 0,
  });
const list = (id: string, part: Partial<HostList>): HostList => ({
  host: { id: HostId.parse(id), label: id },
  fresh: true,
  rows: [],
  ...part,
});
const none = { text: '', states: [], ids: [], hosts: [] };
const pi = HostId.parse('pi');

describe('placeRows', () => {
  it('joins what has come and does not wait for the others', () => {
    const rows = placeRows([
      list('pi', { rows: [container('web')] }),
      list('dead', { rows: undefined, fresh: false }),
      list('vm', { rows: [container('job')] }),
    ]);
    expect(rows.map((row) => `${row.label} ${row.container.name}`)).toEqual(['pi web', 'vm job']);
  });

  it('tells the same container of two ways apart', () => {
    const rows = placeRows([
      list('pi', { rows: [container('web')] }),
      list('vm', { rows: [container('web')] }),
    ]);
    expect(new Set(rows.map((row) => row.key)).size).toBe(2);
  });

  it('keeps the identity of a row until it or its host is another', () => {
    const [web, job] = [container('web'), container('job')];
    const before = placeRows([list('pi', { rows: [web, job] })]);
    expect(placeRows([list('pi', { rows: [web] })])[0]).toBe(before[0]);
    const gone = placeRows([list('pi', { rows: [web], fresh: false })]);
    expect(gone[0]).not.toBe(before[0]);
    expect(gone[0]?.fresh).toBe(false);
  });
});

describe('filterPlaced', () => {
  const rows = placeRows([
    list('pi', { rows: [container('web'), container('job', 'exited')] }),
    list('vm', { rows: [container('web')] }),
  ]);
  const found = (part: Partial<Parameters<typeof filterPlaced>[1]>) =>
    filterPlaced(rows, { ...none, ...part }).map((row) => `${row.label} ${row.container.name}`);

  it('lets through by host, and by all that the list of one host filters by', () => {
    expect(found({ hosts: [pi] })).toEqual(['pi web', 'pi job']);
    expect(found({ text: 'web' })).toEqual(['pi web', 'vm web']);
    expect(found({ hosts: [pi], states: ['exited'] })).toEqual(['pi job']);
    expect(found({ hosts: [HostId.parse('gone')] })).toEqual([]);
  });

  it('gives the same rows for no filter', () => {
    expect(filterPlaced(rows, none)).toBe(rows);
  });
});

it('wakes no host and follows one that comes back', () => {
  expect(isAsked('asleep') || isFollowed('asleep') || isFollowed('failed')).toBe(false);
  expect(isAsked('reconnecting')).toBe(false);
  expect(isFollowed('reconnecting') && isAsked('online')).toBe(true);
});
