import { describe, expect, it } from 'vitest';
import { RunSpec } from '../../../../contract/containers.ts';
import type { Problem } from '../../../../contract/errors.ts';
import { emptyDraft, newMount, newPair, newPort, portOf } from './draft.ts';
import { failedField } from './failed-field.ts';
import { specOf } from './spec.ts';
import { freePort } from './taken-ports.ts';

describe('specOf', () => {
  it('says nothing of what was left empty', () => {
    const spec = specOf({ ...emptyDraft, image: ' web ' }, { start: true });
    expect(spec).toEqual(RunSpec.parse({ image: 'web' }));
  });

  it('says all that was typed', () => {
    const draft = {
      ...emptyDraft,
      image: 'web:1',
      name: ' shop ',
      command: 'nginx -g "daemon off;"',
      entrypoint: '/bin/sh -c',
      env: [newPair({ name: 'A', value: ' b ' }), newPair(), newPair({ value: 'nameless' })],
      labels: [newPair({ name: 'team', value: 'x' })],
      ports: [
        newPort({ containerPort: '80', hostPort: '8080', hostIp: '127.0.0.1' }),
        newPort({ hostPort: '90' }),
      ],
      mounts: [
        newMount({ kind: 'tmpfs', source: 'left over', target: '/run' }),
        newMount({ source: 'half' }),
      ],
      network: 'lan',
      restart: 'on-failure' as const,
      retries: 3,
      memoryMib: 512,
      cpus: 1.5,
      pull: 'always' as const,
      tty: true,
    };
    expect(specOf(draft, { start: false })).toEqual(
      RunSpec.parse({
        image: 'web:1',
        name: 'shop',
        command: ['nginx', '-g', 'daemon off;'],
        entrypoint: ['/bin/sh', '-c'],
        env: [{ name: 'A', value: ' b ' }],
        labels: { team: 'x' },
        ports: [{ containerPort: 80, hostPort: 8080, hostIp: '127.0.0.1' }],
        mounts: [{ kind: 'tmpfs', target: '/run' }],
        network: 'lan',
        restart: { name: 'on-failure', maximumRetryCount: 3 },
        memoryBytes: 512 * 1024 * 1024,
        cpus: 1.5,
        pull: 'always',
        tty: true,
        start: false,
      }),
    );
  });
});

it('reads what an image exposes', () => {
  expect(portOf('8080/tcp')).toEqual({ containerPort: '8080', protocol: 'tcp' });
  expect(portOf('53/udp')).toEqual({ containerPort: '53', protocol: 'udp' });
  expect(portOf('8000-8010/tcp')).toBeUndefined();
});

describe('failedField', () => {
  const port = newPort({ containerPort: '80', hostPort: '8080' });
  const bind = newMount({ kind: 'bind', source: '/srv', target: '/a' });
  const draft = { ...emptyDraft, ports: [newPort(), port], mounts: [bind] };
  const asked = { ...draft, name: 'asked' };
  const field = (code: Problem['code'], facts: Problem['facts'] = {}) =>
    failedField({ code, message: '', facts }, draft, asked);

  it('knows the row that the engine means', () => {
    expect(field('port-in-use', { port: 8080 })).toBe(`ports.${port.key}.hostPort`);
    expect(field('port-in-use', { port: 1 })).toBeUndefined();
    expect(field('bind-source-missing', { path: '/srv' })).toBe(`mounts.${bind.key}.source`);
    expect(field('executable-not-found')).toBe('command');
    expect(field('no-space')).toBeUndefined();
    // It was changed since.
    expect(field('name-in-use')).toBeUndefined();
  });
});

describe('freePort', () => {
  const tcp = { hostIp: '', protocol: 'tcp' as const };
  it('is the next that nothing holds', () => {
    const known = [8081, 8082].map((hostPort) => ({ ...tcp, hostPort }));
    expect(freePort({ ...tcp, hostPort: 8080 }, known)).toBe(8083);
    expect(freePort({ ...tcp, hostPort: 65_535 }, known)).toBeUndefined();
  });
});
