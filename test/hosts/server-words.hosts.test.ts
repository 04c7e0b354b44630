/** What a server says before the login (`Banner` of sshd): to be read, and nothing else. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '../../src/contract/connecting.ts';
import type { Asker } from '../../src/hosts/asker.ts';
import { startEngine } from '../support/bed/engines.ts';
import { bedFolder } from '../support/bed/paths.ts';
import { run } from '../support/bed/run.ts';
import { attempt, hopTo } from '../support/hosts/attempt.ts';
import { makeKey } from '../support/hosts/host-etc.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { reachFound } from '../support/hosts/reach-found.ts';
import { answers } from '../support/hosts/scripted-asker.ts';

const folder = join(bedFolder(), 'h/server-words-home');
const notice =
  '\u001b]0;root@bank\u0007\u001b[31;1mOnly for staff.\u001b[0m\n\n\u001b]8;;https://evil.test\u001b\\Read this\u001b]8;;\u001b\\\u0007 first.\n';
let host: Host<'pi'>;

beforeAll(async () => {
  host = await startHost('server-words', {
    users: { pi: { docker: true } },
    engine: await startEngine('docker-20'),
    sshd: ['Banner /etc/ssh/notice'],
  });
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, '.ssh'), { recursive: true, mode: 0o700 });
});
afterAll(async () => {
  await host?.remove();
  await rm(folder, { recursive: true, force: true });
});

const say = (text: string) => writeFile(join(host.folder, 'etc/ssh/notice'), text);

function saidIn(everything: string): string[] {
  const [reports] = JSON.parse(everything) as [Stage[][]];
  return reports.flat().flatMap(({ said }) => said ?? []);
}

describe('what a server says before the login', () => {
  it('stands above the question for the password and beside its stage, as plain lines', async () => {
    await say(notice);
    const ask = answers(host.users.pi.password);
    const hop = hopTo(host, 'pi', { keyFiles: [] });
    const { reached, problem, everything } = await attempt({ host: hop }, ask);
    expect(problem).toBeUndefined();
    reached?.close();
    const plain = 'Only for staff.\n\nRead this first.';
    expect(ask.asked.map(({ said }) => said)).toEqual([plain]);
    expect(new Set(saidIn(everything))).toEqual(new Set([plain]));
    expect(everything).not.toMatch(/\\u001b|\\u0007|evil/);
  });

  it('is cut where nobody reads on', async () => {
    await say('x'.repeat(20_000));
    const ask = answers(undefined);
    await attempt({ host: hopTo(host, 'pi', { keyFiles: [] }) }, ask);
    expect(ask.asked[0]?.said?.length).toBe(4_001);
  });

  it('is of no interest where a key opens', async () => {
    await say(notice);
    const { reached, everything } = await attempt({ host: hopTo(host, 'pi') });
    reached?.close();
    expect(saidIn(everything)).toEqual([]);
  });

  it('comes through the ssh of the system, too', async () => {
    await say(notice);
    const key = await makeKey(join(folder, 'foreign'));
    const ca = await makeKey(join(folder, 'ca'));
    await run('ssh-keygen', ['-q', '-s', ca, '-I', 'bed', '-n', 'pi', `${key}.pub`]);
    const config = ['Host box', `HostName ${host.address}`, 'User pi', `IdentityFile ${key}`];
    await writeFile(join(folder, '.ssh/config'), config.join('\n'), { mode: 0o600 });
    const scripted = answers(host.users.pi.password);
    const ask: Asker = { ...scripted, hostKey: async () => 'once' };
    const { reached, problem, everything } = await reachFound({ folder }, 'box', ask);
    expect(problem).toBeUndefined();
    reached?.close();
    expect(scripted.asked.map(({ what }) => what)).toEqual(['password']);
    const [said = ''] = scripted.asked.map((question) => question.said);
    expect(said).toContain('Only for staff.');
    expect(said).toContain('first.');
    expect(saidIn(everything)).toContain(said);
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(said.split('\n').length).toBeLessThanOrEqual(4);
  });
});
