import { describe, expect, it } from 'vitest';
import { ContainerRow, ownName, summaryOfRow } from './list.ts';

const id = 'ab'.repeat(32);

describe('a row of the list', () => {
  it('needs nothing but its id', () => {
    for (const odd of [
      { Id: id },
      { Id: id, Names: null, Labels: null, Ports: null, NetworkSettings: null, Created: 'x' },
      { Id: id, Ports: [{ PrivatePort: 80 }], NetworkSettings: { Networks: null }, State: 7 },
    ]) {
      const summary = summaryOfRow(ContainerRow.parse(odd));
      expect(summary).toMatchObject({ id, name: '', imageId: null, labelCount: 0 });
    }
  });

  it('lists a port once for both families', () => {
    const row = ContainerRow.parse({
      Id: id,
      State: 'running',
      Ports: [
        { IP: '::', PrivatePort: 443, PublicPort: 8443, Type: 'tcp' },
        { IP: '0.0.0.0', PrivatePort: 443, PublicPort: 8443, Type: 'tcp' },
        { IP: '127.0.0.1', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
        { PrivatePort: 53, Type: 'udp' },
      ],
    });
    expect(summaryOfRow(row).ports).toEqual([
      { containerPort: 53, protocol: 'udp', hostPort: null, hostIp: null },
      { containerPort: 80, protocol: 'tcp', hostPort: 8080, hostIp: '127.0.0.1' },
      { containerPort: 443, protocol: 'tcp', hostPort: 8443, hostIp: '0.0.0.0' },
    ]);
  });

  it('takes its own name, not that of a link', () => {
    expect(ownName(['/other/alias', '/web'])).toBe('web');
    expect(ownName([])).toBe('');
    expect(ownName(['web'])).toBe('web');
  });

  it('takes an image id with and without its prefix', () => {
    const hex = 'cd'.repeat(32);
    const imageId = (ImageID: unknown) =>
      summaryOfRow(ContainerRow.parse({ Id: id, ImageID })).imageId;
    expect(imageId(hex)).toBe(`sha256:${hex}`);
    expect(imageId(`sha256:${hex}`)).toBe(`sha256:${hex}`);
    expect(imageId('<none>')).toBeNull();
  });
});
