/** Names from outside that a shell, a program or a configuration could take for more than a name. */
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asker } from '../../src/hosts/asker.ts';
import type { Route } from '../../src/hosts/found-host.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { bedFolder } from '../support/bed/paths.ts';
import { run } from '../support/bed/run.ts';
import { attempt, hopTo } from '../support/hosts/attempt.ts';
import { makeKey } from '../support/hosts/host-etc.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { type Home, reachFound } from '../support/hosts/reach-found.ts';
import { answers } from '../support/hosts/scripted-asker.ts';
import { type RemoteBackend, remoteBackend } from './remote-backend.ts';

/** Seen at the same place by this machine and by the host's user, who may make it. */
const canary = `/tmp/longshore-canary-${process.pid}`;
const act = `touch ${canary}`;

let engine: Engine;
let host: Host<'pi'>;
let home: Home;
let remote: RemoteBackend;
let key = '';

beforeAll(async () => {
  engine = await startEngine('docker-20');
  host = await startHost('odd-names', {
    users: { pi: { docker: true } },
    engine,
    cli: 'docker',
    // Each path is given to programs by a shell, not to the server alone.
    sshd: ['AllowStreamLocalForwarding no', 'TrustedUserCAKeys /etc/ssh/user_ca.pub'],
  });
  const folder = join(bedFolder(), 'h/odd-names-home');
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, '.ssh'), { recursive: true, mode: 0o700 });
  home = { folder };
  const ca = await makeKey(join(folder, 'ca'));
  await run('cp', [`${ca}.pub`, join(host.folder, 'etc/ssh/user_ca.pub')]);
  key = await makeKey(join(folder, 'certified'));
  await run('ssh-keygen', ['-q', '-s', ca, '-I', 'bed', '-n', 'pi', `${key}.pub`]);
  remote = await remoteBackend(host);
});
afterAll(async () => {
  await remote?.bed.close();
  await host?.remove();
  await rm(home.folder, { recursive: true, force: true });
  await rm(canary, { force: true });
});

/** Whatever a shell, a configuration or OpenSSH's own expansion would run. */
const pieces = [
  ...['a', '/', '.', '-', '--', '"', "'", ' ', '\\', '\n', '\r', '\t', '%h', '~', '*', '#', '='],
  ...[`$(${act})`, `\`${act}\``, `;${act};`, `|${act}`, `&& ${act} #`, `\n${act}\n`],
  ...[`'; ${act}; '`, `"; ${act}; "`, `-oProxyCommand=${act}`, `\nProxyCommand ${act}\n`],
  ...['${HOME}', '%d', '@', ',', ':', '[', ']', '\u0000', '\u001b[2J', '\u2028'],
];
const oddText = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(''));

const willing: Asker = { ...answers(), hostKey: async () => 'ours' };
/** Agrees to nothing that would be run: what runs all the same has run by itself. */
async function leavesNoTrace(work: () => Promise<{ close(): void } | undefined>): Promise<void> {
  const reached = await work();
  reached?.close();
  expect(existsSync(canary)).toBe(false);
}

const configure = (text: string) =>
  writeFile(join(home.folder, '.ssh/config'), text, { mode: 0o600 });

describe('a name that a shell could run', () => {
  it('is noticed by the canary when it is run', async () => {
    await host.inside(['sh', '-c', act]);
    expect(existsSync(canary)).toBe(true);
    await rm(canary);
  });

  it('as the path of a socket is only ever a path on the host', async () => {
    await fc.assert(
      fc.asyncProperty(oddText, async (text) => {
        const reach = { host: hopTo(host, 'pi'), socketPath: `/run/${text}` };
        await leavesNoTrace(async () => (await attempt(reach)).reached);
      }),
      { numRuns: 12 },
    );
  });

  it('as the path of a socket for the ssh of the system', async () => {
    await configure(`IdentityFile ${key}\nIdentitiesOnly yes\n`);
    await fc.assert(
      fc.asyncProperty(oddText, async (text) => {
        const socketPath = `/run/${text}`;
        const address = { host: host.address, user: 'pi', socketPath };
        const route: Route = { kind: 'ssh', address };
        await leavesNoTrace(async () => (await reachFound(home, route, willing)).reached);
      }),
      { numRuns: 12 },
    );
  });

  it('as a host, a user, a host on the way or a key in the configuration', async () => {
    const lines = [
      'HostName',
      'User',
      'ProxyJump',
      'IdentityFile',
      'HostKeyAlias',
      'IdentityAgent',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...lines), oddText, async (option, text) => {
        // A line that a person wrote runs what it says; one that came with a name must not.
        const name = text.replaceAll(/[\r\n]/g, ' ');
        await configure(
          `Host box\n ${option} ${name}\nHost box\n HostName ${host.address}\n User pi\n ConnectTimeout 2\n`,
        );
        await leavesNoTrace(async () => (await reachFound(home, 'box', willing)).reached);
      }),
      { numRuns: 30 },
    );
  });

  it('as a key file that goes with a host', async () => {
    await configure(`IdentityFile ${key}\nIdentitiesOnly yes\n`);
    const odd = [`${key}"\nProxyCommand ${act}\n#`, `${key}\nProxyCommand ${act}`, `"; ${act}; "`];
    for (const identityFile of odd) {
      const address = { host: host.address, user: 'pi' };
      const route: Route = { kind: 'ssh', address, identityFile };
      await leavesNoTrace(async () => {
        const { problem, reached } = await reachFound(home, route, willing);
        expect(problem?.code).toBe('key-unusable');
        return reached;
      });
      const entry = { label: 'odd', address: `pi@${host.address}`, production: false };
      if (!/\n/.test(identityFile)) continue;
      await expect(remote.api.hosts.add({ ...entry, identityFile })).rejects.toMatchObject({
        code: 'bad-input',
      });
    }
  });

  it('as an address that a person types is refused, or is a name and nothing else', async () => {
    const { api } = remote;
    await fc.assert(
      fc.asyncProperty(oddText, fc.nat(3), async (text, place) => {
        const address = [text, `${text}@${host.address}`, `pi@${text}`, `ssh://pi@${text}/x`][
          place
        ];
        const entry = { label: `odd ${text}`.slice(0, 90), address: address ?? text };
        const added = await api.hosts.add({ ...entry, production: false }).catch((error) => {
          expect(['bad-parameter', 'bad-input', 'name-in-use']).toContain(error.code);
        });
        if (added) await api.hosts.remove({ host: added.host });
        expect(existsSync(canary)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
