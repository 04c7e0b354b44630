import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostId } from '../../src/contract/ids.ts';
import type { Terminal, TerminalSize } from '../../src/contract/terminals.ts';
import { firstThat, removeQuickly } from '../engine/backend-support.ts';
import { type Engine, startEngine } from '../support/bed/engines.ts';
import { type Host, startHost } from '../support/hosts/hosts.ts';
import { type RawEngine, rawEngine } from '../support/raw-engine.ts';
import { type RemoteBackend, remoteBackend } from './remote-backend.ts';

const local = HostId.parse('docker-host');
const size = { columns: 90, rows: 30 };

let engine: Engine;
let raw: RawEngine;
let host: Host<'pi'>;
let remote: RemoteBackend;
let isClosed = false;

beforeAll(async () => {
  engine = await startEngine('docker-20');
  raw = rawEngine(engine.socket);
  host = await startHost('local-terminal', {
    users: { pi: { docker: true } },
    engine,
    sharesNetwork: true,
  });
  remote = await remoteBackend(host);
});
afterAll(async () => {
  if (!isClosed) await remote?.bed.close();
  await host?.remove();
  if (raw) await removeQuickly(raw);
});

/** A window that looks at the terminal, types, and waits for what stands on it. */
function lookAt({ id }: Terminal) {
  const view = remote.api.terminals.view({ terminal: id, size });
  let text = '';
  const over = (async () => {
    for await (const chunk of view) text += Buffer.from(chunk).toString('latin1');
  })();
  // It may be cut while nobody waits for it.
  over.catch(() => {});
  return {
    over,
    resize: (next: TerminalSize) => view.send(next),
    type: (line: string) => view.send(new TextEncoder().encode(`${line}\n`)),
    async until(pattern: RegExp): Promise<RegExpExecArray> {
      for (let tries = 0; tries < 500; tries += 1) {
        const found = pattern.exec(text);
        if (found) return found;
        await pause(20);
      }
      throw new Error(`never ${pattern}: ${JSON.stringify(text.slice(-2_000))}`);
    },
  };
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 250; tries += 1) {
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
    if (state === undefined) return true;
    await pause(20);
  }
  return false;
}

const open = () => remote.api.terminals.open({ target: { kind: 'local', host: remote.id }, size });

describe('a terminal of this machine', () => {
  it('has the host’s name and its engine, over the one login', async () => {
    const before = await host.accepted();
    const terminal = await open();
    expect(terminal).toMatchObject({ name: 'pi', tty: true, state: 'open' });
    const look = lookAt(terminal);
    await look.type('echo "engine=$DOCKER_HOST context=[$DOCKER_CONTEXT] at=$PWD term=$TERM."');
    const [, socket = ''] = await look.until(/engine=unix:\/\/(\S+) context=\[\] at=(\S+) term=xt/);
    expect(socket.startsWith(join(remote.bed.folder, 'state/bridges/'))).toBe(true);
    await look.until(new RegExp(`at=${remote.bed.folder} term=xterm-256color\\.`));
    const name = `seen-${raw.id}`;
    await raw.run({ name, Image: 'longshore/busybox:1', Cmd: ['sleep', '3600'] });
    await look.type(`docker ps --filter name=${name} --format 'found={{.Names}}.'`);
    await look.until(new RegExp(`found=${name}\\.`));
    await look.type("docker version --format 'server={{.Server.Version}}.'");
    await look.until(/server=20\.10\.\d+/);
    expect(await host.accepted()).toBe(before);
    await look.type('exit 7');
    await look.over;
    const all = await firstThat(remote.api.terminals.watch({}), (terminals) =>
      terminals.some(({ id, state }) => id === terminal.id && state === 'ended'),
    );
    expect(all.find(({ id }) => id === terminal.id)).toMatchObject({ exitCode: 7, problem: null });
  });

  it('has the size of its window', async () => {
    const terminal = await open();
    const look = lookAt(terminal);
    await look.type('stty size');
    await look.until(/30 90/);
    await look.resize({ columns: 133, rows: 44 });
    await pause(200);
    await look.type('stty size');
    await look.until(/44 133/);
    await remote.api.terminals.close({ terminal: terminal.id });
    await look.over;
  });

  it('takes what runs in it along when it is closed', async () => {
    const terminal = await open();
    const look = lookAt(terminal);
    await look.type("sh -c 'echo child=$$; exec sleep 600'");
    const child = Number((await look.until(/child=(\d+)/))[1]);
    await remote.api.terminals.close({ terminal: terminal.id });
    expect(await isGone(child)).toBe(true);
    await look.over;
  });

  it('is in the journal by the host’s name, and is not offered for an engine of this machine', async () => {
    const entries = await remote.api.journal.list({});
    expect(entries.find(({ action }) => action === 'terminals.open')).toMatchObject({
      ...{ host: remote.id, subject: 'pi', command: '' },
    });
    const target = { kind: 'local', host: local } as const;
    await expect(remote.api.terminals.open({ target, size })).rejects.toMatchObject({
      code: 'not-supported',
    });
  });

  it('is refused while a production host is locked, and one that is open does nothing more', async () => {
    const { api, id } = remote;
    const terminal = await open();
    const look = lookAt(terminal);
    const entry = { label: 'pi', address: `pi@${host.address}`, production: true };
    await api.hosts.change({ host: id, entry });
    await remote.whenHost(({ state, production }) => state === 'online' && production);
    await expect(open()).rejects.toMatchObject({ code: 'host-locked' });
    await look.type('docker ps >/dev/null 2>&1; echo code=$?.');
    const [, code] = await look.until(/code=(\d+)\./);
    expect(code).not.toBe('0');
    await api.hosts.unlock({ host: id, name: 'pi' });
    await look.type('docker ps >/dev/null 2>&1; echo again=$?.');
    await look.until(/again=0\./);
    await api.terminals.close({ terminal: terminal.id });
    await look.over;
  });

  it('ends with the app, and so does its way to the engine', async () => {
    const look = lookAt(await open());
    await look.type("trap '' HUP; echo shell=$$ engine=$DOCKER_HOST.");
    const [, shell, socket = ''] = await look.until(/shell=(\d+) engine=unix:\/\/(\S+)\./);
    isClosed = true;
    await remote.bed.close();
    expect(await isGone(Number(shell))).toBe(true);
    expect(existsSync(socket)).toBe(false);
    await look.over.catch(() => {});
  });
});
