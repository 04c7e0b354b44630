import { describe, expect, it } from 'vitest';
import { HostId } from '../../../../contract/ids.ts';
import { ListSearch, type ListView, readSearch, writeSearch } from './list-view.ts';

const full: ListView = {
  text: 'web 8080',
  states: ['running', 'dead'],
  ids: ['0123456789ab'],
  hosts: [HostId.parse('docker-host'), HostId.parse('context:a,b & 100%')],
  sort: { column: 'created', descending: true },
  selected: ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'aaaaaaaaaaaa@context:a,b & 100%'],
};

describe('the address of the list', () => {
  it('holds the whole view', () => {
    expect(readSearch(ListSearch.parse(writeSearch(full)))).toEqual(full);
  });

  it('is empty for the usual view', () => {
    expect(writeSearch(readSearch({}))).toEqual({});
  });

  it('never breaks by what somebody wrote into it', () => {
    const bad = ListSearch.parse({
      q: '8080',
      state: 'running,flying',
      sort: [],
      sel: '../..,0123456789ab@%E0%A4%A,0123456789ab@',
      ids: {},
      hosts: '%E0%A4%A,',
    });
    expect(readSearch(bad)).toEqual({
      text: '8080',
      states: ['running'],
      ids: [],
      hosts: [],
      sort: { column: 'name', descending: false },
      selected: [],
    });
  });
});
