import { describe, expect, it } from 'vitest';
import { dockerRunLine, dockerWords, shellLine } from './command-line.ts';
import { RunSpec } from './containers.ts';

const line = (spec: unknown) => dockerRunLine(RunSpec.parse(spec));

describe('shellLine', () => {
  it('quotes for a shell and hides secrets', () => {
    expect(shellLine(['docker', 'rm', "it's here"])).toBe(String.raw`docker rm 'it'\''s here'`);
    expect(shellLine(['stop', ''])).toBe("stop ''");
    expect(shellLine(['-e', 'DB_PASSWORD=hunter2', '-e', 'AUTHOR=ann'])).toBe(
      "-e 'DB_PASSWORD=***' -e AUTHOR=ann",
    );
    expect(shellLine(['http://ann:pw@host/'])).toBe("'http://ann:***@host/'");
    expect(shellLine(['-e', 'A_TOKEN=$x'], { secrets: 'shown' })).toBe("-e 'A_TOKEN=$x'");
  });
});

describe('dockerRunLine', () => {
  it('words a run as docker would', () => {
    const spec = {
      image: 'web:1',
      name: 'shop',
      env: [{ name: 'API_KEY', value: 'k' }],
      ports: [
        { containerPort: 80, hostPort: 8080 },
        { containerPort: 53, protocol: 'udp' },
      ],
      mounts: [{ kind: 'volume', source: 'data', target: '/data', readOnly: true }],
      restart: { name: 'on-failure', maximumRetryCount: 3 },
      entrypoint: ['sh', '-c'],
      command: ['echo hi'],
      autoRemove: true,
    };
    expect(line(spec)).toBe(
      "docker run -d --name shop --rm --restart on-failure:3 -e 'API_KEY=***' -p 8080:80 -p 53/udp " +
        "-v data:/data:ro --entrypoint sh web:1 -c 'echo hi'",
    );
  });

  it('says nothing of what is not given', () => {
    expect(line({ image: 'a', start: false })).toBe('docker create a');
    expect(line({ image: 'a', name: '', user: '', memoryBytes: 0, cpus: 0 })).toBe(
      'docker run -d a',
    );
  });

  it.each([
    [{ containerPort: 80, hostIp: '127.0.0.1' }, '127.0.0.1::80'],
    [{ containerPort: 80, hostIp: '127.0.0.1', hostPort: 81 }, '127.0.0.1:81:80'],
    [{ containerPort: 80, hostIp: '::1', hostPort: 81, protocol: 'udp' }, "'[::1]:81:80/udp'"],
    [{ containerPort: 80 }, '80'],
  ])('the port %j', (port, word) => {
    expect(line({ image: 'a', ports: [port] })).toBe(`docker run -d -p ${word} a`);
  });

  it.each([
    [{ kind: 'bind', source: '/srv', target: '/a' }, '--mount type=bind,source=/srv,target=/a'],
    [
      { kind: 'bind', source: '/a,b', target: '/c', readOnly: true },
      `--mount 'type=bind,"source=/a,b",target=/c,readonly'`,
    ],
    [{ kind: 'volume', target: '/a' }, '-v /a'],
    [{ kind: 'volume', target: '/a', readOnly: true }, '--mount type=volume,target=/a,readonly'],
    [{ kind: 'volume', source: 'v', target: '/a:b' }, '--mount type=volume,source=v,target=/a:b'],
    [{ kind: 'tmpfs', target: '/run', readOnly: true }, '--tmpfs /run:ro'],
  ])('the mount %j', (mount, words) => {
    expect(line({ image: 'a', mounts: [mount] })).toBe(`docker run -d ${words} a`);
  });

  it.each([
    [512 * 1024 * 1024, '512m'],
    [2 ** 31, '2g'],
    [6_291_457, '6291457'],
  ])('the memory limit %d', (memoryBytes, word) => {
    expect(line({ image: 'a', memoryBytes })).toBe(`docker run -d --memory ${word} a`);
  });
});

it('words the other actions', () => {
  expect(dockerWords.stop('web').join(' ')).toBe('docker stop web');
  expect(dockerWords.stop('web', 3).join(' ')).toBe('docker stop -t 3 web');
  expect(dockerWords.remove('web', { force: true, volumes: true }).join(' ')).toBe(
    'docker rm -f -v web',
  );
  expect(dockerWords.pull('a:1', 'linux/arm64').join(' ')).toBe(
    'docker pull --platform linux/arm64 a:1',
  );
  const spec = { reference: 'a:2', author: 'me', pause: false, changes: ['USER me'] };
  expect(dockerWords.commit('web', spec)).toEqual([
    ...['docker', 'commit', '-a', 'me', '--pause=false', '-c', 'USER me', 'web', 'a:2'],
  ]);
  expect(dockerWords.commit('web', { pause: true }).join(' ')).toBe('docker commit web');
});
