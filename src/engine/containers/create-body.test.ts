import { describe, expect, it } from 'vitest';
import { RunSpec } from '../../contract/containers.ts';
import { createBody } from './create-body.ts';

describe('createBody', () => {
  it('leaves out what was not asked, so that the image decides', () => {
    const body = createBody(RunSpec.parse({ image: 'a:1' }));
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['Cmd']));
    for (const key of ['Cmd', 'Entrypoint', 'User', 'WorkingDir', 'Hostname']) {
      expect(body).not.toHaveProperty(key);
    }
    for (const key of ['Memory', 'NanoCpus', 'NetworkMode']) {
      expect(body.HostConfig).not.toHaveProperty(key);
    }
    expect(body.HostConfig.RestartPolicy).toEqual({ Name: 'no', MaximumRetryCount: 0 });
  });

  it('publishes one container port several times, and lets the engine choose', () => {
    const { ExposedPorts, HostConfig } = createBody(
      RunSpec.parse({
        image: 'a:1',
        ports: [
          { containerPort: 80, hostPort: 8080, hostIp: '127.0.0.1' },
          { containerPort: 80, hostPort: 8081 },
          { containerPort: 53, protocol: 'udp' },
        ],
      }),
    );
    expect(ExposedPorts).toEqual({ '80/tcp': {}, '53/udp': {} });
    expect(HostConfig.PortBindings).toEqual({
      '80/tcp': [
        { HostIp: '127.0.0.1', HostPort: '8080' },
        { HostIp: '', HostPort: '8081' },
      ],
      '53/udp': [{ HostIp: '', HostPort: '' }],
    });
  });

  it('mounts, so that a missing folder is refused and not made', () => {
    const { HostConfig } = createBody(
      RunSpec.parse({
        image: 'a:1',
        mounts: [
          { kind: 'bind', source: '/srv', target: '/a', readOnly: true },
          { kind: 'volume', target: '/b' },
          { kind: 'tmpfs', target: '/c', readOnly: true },
        ],
      }),
    );
    expect(HostConfig.Mounts).toEqual([
      { Type: 'bind', Source: '/srv', Target: '/a', ReadOnly: true },
      { Type: 'volume', Target: '/b', ReadOnly: false },
    ]);
    expect(HostConfig.Tmpfs).toEqual({ '/c': 'ro' });
    expect(HostConfig).not.toHaveProperty('Binds');
  });

  it('counts retries only where the policy does', () => {
    const policy = (name: string) =>
      createBody(RunSpec.parse({ image: 'a:1', restart: { name, maximumRetryCount: 5 } }))
        .HostConfig.RestartPolicy;
    // The engine refuses a count with `always`.
    expect(policy('always')).toEqual({ Name: 'always', MaximumRetryCount: 0 });
    expect(policy('on-failure')).toEqual({ Name: 'on-failure', MaximumRetryCount: 5 });
  });

  it('writes cores as whole billionths', () => {
    expect(createBody(RunSpec.parse({ image: 'a', cpus: 0.1 })).HostConfig.NanoCpus).toBe(1e8);
  });
});
