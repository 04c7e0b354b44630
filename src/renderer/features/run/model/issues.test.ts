import { describe, expect, it } from 'vitest';
import type { ContainerSummary } from '../../../../contract/containers.ts';
import { type Draft, emptyDraft, newMount, newPair, newPort } from './draft.ts';
import { issuesOf, type Surroundings } from './issues.ts';

const shop = {
  name: 'shop',
  ports: [{ containerPort: 80, protocol: 'tcp', hostPort: 8080, hostIp: '0.0.0.0' }],
} as unknown as ContainerSummary;

const around: Surroundings = {
  containers: [shop],
  engineOs: 'linux',
  cpuCount: 4,
  imageIsLocal: undefined,
};

/** Field → key, with the rows' own keys left out. */
const found = (draft: Partial<Draft>, more: Partial<Surroundings> = {}) =>
  Object.fromEntries(
    [...issuesOf({ ...emptyDraft, image: 'web', ...draft }, { ...around, ...more })].map(
      ([field, { key }]) => [field.replace(/\.\d+\./, '.'), key],
    ),
  );

describe('issuesOf', () => {
  it('has nothing to say of a draft that is right', () => {
    expect(
      found({
        name: 'web-1',
        command: `sh -c 'echo hi'`,
        env: [newPair({ name: 'A', value: '' }), newPair()],
        ports: [
          newPort({ containerPort: '80', hostPort: '8081' }),
          newPort({ containerPort: '80', hostPort: '8080', protocol: 'udp' }),
          newPort({ containerPort: '81', hostIp: '::1' }),
          newPort(),
        ],
        mounts: [
          newMount({ source: 'data', target: '/data' }),
          newMount({ kind: 'bind', source: '/srv', target: '/srv' }),
          newMount({ target: '/anonymous' }),
        ],
        hostname: 'web.lan',
        user: '1000:1000',
        workingDir: '/srv',
        platform: 'linux/arm/v7',
        memoryMib: 6,
        cpus: 0.5,
        restart: 'always',
      }),
    ).toEqual({});
  });

  it.each<[string, Partial<Draft>, Record<string, string>]>([
    ['no image', { image: ' ' }, { image: 'imageMissing' }],
    ['a reference with upper case', { image: 'Web' }, { image: 'reference' }],
    ['a name', { name: '-web' }, { name: 'name' }],
    ['a name of one letter', { name: 'w' }, { name: 'name' }],
    ['a taken name', { name: 'shop' }, { name: 'nameTaken' }],
    ['an open quote', { command: `sh -c "a` }, { command: 'open.double' }],
    ['an open quote', { entrypoint: `'` }, { entrypoint: 'open.single' }],
    [
      'restart with auto-remove',
      { restart: 'always', autoRemove: true },
      { restart: 'restartAutoRemove' },
    ],
    ['a user', { user: 'a b' }, { user: 'user' }],
    ['a hostname', { hostname: 'a_b' }, { hostname: 'hostname' }],
    ['a platform', { platform: 'arm64' }, { platform: 'platform' }],
    ['a relative folder', { workingDir: 'srv' }, { workingDir: 'absolute' }],
    ['little memory', { memoryMib: 5 }, { memory: 'memoryLeast' }],
    ['more processors than there are', { cpus: 5 }, { cpus: 'cpusMost' }],
  ])('%s', (_what, draft, issues) => {
    expect(found(draft)).toEqual(issues);
  });

  it('tells an image that would not be pulled', () => {
    expect(found({ pull: 'never' }, { imageIsLocal: false })).toEqual({ image: 'imageNotHere' });
    expect(found({ pull: 'never' })).toEqual({});
    // An id is no reference, but names an image that is there.
    expect(found({ image: 'a'.repeat(64) }, { imageIsLocal: true })).toEqual({});
  });

  it('tells ports', () => {
    const port = (row: Parameters<typeof newPort>[0]) => found({ ports: [newPort(row)] });
    expect(port({ hostPort: '80' })).toEqual({ 'ports.containerPort': 'containerPortMissing' });
    expect(port({ containerPort: '0' })).toEqual({ 'ports.containerPort': 'port' });
    expect(port({ containerPort: '80', hostPort: '65536' })).toEqual({ 'ports.hostPort': 'port' });
    expect(port({ containerPort: '80', hostIp: '256.0.0.1' })).toEqual({
      'ports.hostIp': 'hostIp',
    });
    expect(port({ containerPort: '80', hostPort: '8080' })).toEqual({
      'ports.hostPort': 'portTaken',
    });
    expect(port({ containerPort: '80', hostPort: '8080', hostIp: '127.0.0.1' })).toEqual({
      'ports.hostPort': 'portTaken',
    });
  });

  it('tells a port asked for twice, unless by another address or protocol', () => {
    const both = (first: Parameters<typeof newPort>[0], second: Parameters<typeof newPort>[0]) =>
      found({
        ports: [
          newPort({ containerPort: '80', hostPort: '90', ...first }),
          newPort({ containerPort: '81', hostPort: '90', ...second }),
        ],
      });
    expect(both({}, {})).toEqual({ 'ports.hostPort': 'portTwice' });
    expect(both({ hostIp: '127.0.0.1' }, {})).toEqual({ 'ports.hostPort': 'portTwice' });
    expect(both({ hostIp: '127.0.0.1' }, { hostIp: '127.0.0.2' })).toEqual({});
    expect(both({}, { protocol: 'udp' })).toEqual({});
  });

  it.each<[string, Parameters<typeof newMount>[0], Record<string, string>]>([
    ['no target', { source: 'data' }, { 'mounts.target': 'targetMissing' }],
    ['a relative target', { source: 'data', target: 'data' }, { 'mounts.target': 'absolute' }],
    ['the root', { source: 'data', target: '/' }, { 'mounts.target': 'targetRoot' }],
    ['a path as a volume', { source: '/srv', target: '/a' }, { 'mounts.source': 'volumeIsPath' }],
    ['a volume name', { source: 'a b', target: '/a' }, { 'mounts.source': 'name' }],
    ['a bind of nothing', { kind: 'bind', target: '/a' }, { 'mounts.source': 'bindSourceMissing' }],
    [
      'a relative bind',
      { kind: 'bind', source: './a', target: '/a' },
      { 'mounts.source': 'absolute' },
    ],
  ])('%s', (_what, row, issues) => {
    expect(found({ mounts: [newMount(row)] })).toEqual(issues);
  });

  it('tells doubled targets and names', () => {
    const mounts = [
      newMount({ target: '/a', source: 'aa' }),
      newMount({ kind: 'tmpfs', target: '/a' }),
    ];
    expect(found({ mounts })).toEqual({ 'mounts.target': 'targetTwice' });
    const twice = [newPair({ name: 'A' }), newPair({ name: 'A' })];
    expect(found({ env: twice })).toEqual({ 'env.name': 'nameTwice' });
    expect(found({ labels: [newPair({ value: 'x' })] })).toEqual({ 'labels.name': 'nameMissing' });
    expect(found({ env: [newPair({ name: 'A B' })] })).toEqual({ 'env.name': 'envName' });
  });
});
