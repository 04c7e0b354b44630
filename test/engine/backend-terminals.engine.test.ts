import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { DuplexStream } from '../../src/contract/define.ts';
import type { ContainerId, TerminalId } from '../../src/contract/ids.ts';
import type { Terminal, TerminalSize } from '../../src/contract/terminals.ts';
import { rawEngine } from '../support/raw-engine.ts';
import { eachTarget } from '../support/targets.ts';
import {
  type Api,
  type BackendBed,
  backendOn,
  firstThat,
  removeQuickly,
  until,
} from './backend-support.ts';

const size = { columns: 101, rows: 37 };

/** A terminal as a person has it: what it shows, and keys. */
function look(api: Api, terminal: TerminalId, at: TerminalSize = size) {
  const stream: DuplexStream<Uint8Array | TerminalSize, Uint8Array> = api.terminals.view({
    ...{ terminal, size: at },
  });
  const decoder = new TextDecoder();
  const seen = { text: '', over: false };
  const reading = (async () => {
    for await (const chunk of stream) seen.text += decoder.decode(chunk, { stream: true });
    seen.over = true;
  })();
  reading.catch(() => {});
  return {
    seen,
    type: (keys: string) => stream.send(new TextEncoder().encode(keys)),
    resize: (next: TerminalSize) => stream.send(next),
    shows: (what: string | RegExp) =>
      until(`the terminal shows ${what}: ${JSON.stringify(seen.text)}`, () =>
        typeof what === 'string' ? seen.text.includes(what) : what.test(seen.text),
      ),
  };
}

await eachTarget('terminals', (target) => {
  const raw = rawEngine(target.socket);
  let bed: BackendBed;
  beforeAll(async () => {
    bed = await backendOn(target.socket);
  });
  afterEach(async () => {
    await removeQuickly(raw);
  });
  afterAll(async () => {
    expect(bed.faults).toEqual([]);
    await bed.close();
  });
  const run = async (Image: string, ...Cmd: string[]) =>
    (await raw.run({ Image, Cmd, StopTimeout: 1 })) as ContainerId;
  const open = (api: Api, container: ContainerId, command?: string[]) =>
    api.terminals.open({
      target: { kind: 'exec', host: bed.host, container, ...(command ? { command } : {}) },
      size,
    });
  const state = (api: Api, id: TerminalId, fits: (terminal: Terminal) => boolean) =>
    firstThat(api.terminals.watch({}), (all) => all.some((one) => one.id === id && fits(one))).then(
      (all) => all.find((one) => one.id === id),
    );

  it('finds a shell by trying, with the right size, and tells its exit code', async () => {
    const id = await run('longshore/busybox:1', 'sleep', '600');
    const { api } = bed.window();
    const terminal = await open(api, id);
    expect(terminal).toMatchObject({ state: 'open', tty: true });
    expect(terminal.command).toMatch(/sh$/);
    const view = look(api, terminal.id);
    await view.type('stty size; echo TERM=$TERM\r');
    await view.shows('37 101');
    await view.shows('TERM=xterm-256color');
    await view.resize({ columns: 60, rows: 20 });
    await view.type('sleep 0.3; stty size\r');
    await view.shows('20 60');
    await view.type('exit 7\r');
    const ended = await state(api, terminal.id, (one) => one.state === 'ended');
    expect(ended).toMatchObject({ exitCode: 7, problem: null });
    await until('the view ends', () => view.seen.over);
  });

  it('is found again with its scrollback after the window went', async () => {
    const id = await run('longshore/busybox:1', 'sleep', '600');
    const first = bed.window();
    const terminal = await open(first.api, id);
    const view = look(first.api, terminal.id);
    await view.type('echo be""fore\r');
    await view.shows('before');
    await view.type('(sleep 0.5; echo mean""while) &\r');
    await view.shows('&');
    first.close();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const second = bed.window();
    const again = look(second.api, terminal.id);
    await again.shows('before');
    await again.shows('meanwhile');
    await again.type('echo af""ter\r');
    await again.shows('after');
    const third = look(bed.window().api, terminal.id);
    await third.shows('after');
    await second.api.terminals.close({ terminal: terminal.id });
  });

  it('ends its process when it is closed', async () => {
    const id = await run('longshore/busybox:1', 'sleep', '600');
    const { api } = bed.window();
    const terminal = await open(api, id);
    const view = look(api, terminal.id);
    await view.type('sleep 4321\r');
    const processes = async () => (await raw.exec(id, ['ps', '-o', 'args'])).output;
    await until('it runs', async () => (await processes()).includes('sleep 4321'));
    await api.terminals.close({ terminal: terminal.id });
    expect(await processes()).not.toContain('sleep 4321');
    const left = await firstThat(api.terminals.watch({}), () => true);
    expect(left.some((one) => one.id === terminal.id)).toBe(false);
  });

  it('says when there is no shell at all, and when a program is not there', async () => {
    const { api } = bed.window();
    const bare = await run('longshore/noshell:1');
    await expect(open(api, bare)).rejects.toMatchObject({
      problem: { code: 'executable-not-found', mend: { kind: 'use-other-shell' } },
    });
    const full = await run('longshore/busybox:1', 'sleep', '600');
    const outcome = await open(api, full, ['/nowhere']).then(
      ({ id }) => state(api, id, (one) => one.state === 'ended').then((one) => one?.problem?.code),
      (error: { code?: string }) => error.code,
    );
    expect(outcome).toBe('executable-not-found');
    const all = await firstThat(api.terminals.watch({}), () => true);
    expect(all.filter((one) => one.state !== 'ended')).toEqual([]);
  });

  it('attaches to the main process, and detaching never stops it', async () => {
    const id = (await raw.run({
      ...{ Image: 'longshore/busybox:1', Tty: true, OpenStdin: true },
      Cmd: ['sh', '-c', 'while read line; do echo "got $line"; done'],
    })) as ContainerId;
    const { api } = bed.window();
    await api.containers.list({ host: bed.host });
    const target = { kind: 'attach', host: bed.host, container: id } as const;
    const terminal = await api.terminals.open({ target, size });
    expect(terminal).toMatchObject({ state: 'open', tty: true });
    const view = look(api, terminal.id);
    await view.type('one\r');
    await view.shows('got one');
    await api.terminals.close({ terminal: terminal.id });
    const { summary } = await api.containers.detail({ host: bed.host, id });
    expect(summary.state).toBe('running');
  });

  it('attaches without a TTY to plain output, and tells the exit code', async () => {
    const id = (await raw.run({
      ...{ Image: 'longshore/busybox:1', OpenStdin: true },
      Cmd: ['sh', '-c', 'read line; echo "got $line"; echo bad >&2; exit 3'],
    })) as ContainerId;
    const { api } = bed.window();
    const target = { kind: 'attach', host: bed.host, container: id } as const;
    const terminal = await api.terminals.open({ target, size });
    expect(terminal.tty).toBe(false);
    const view = look(api, terminal.id);
    await view.type('two\n');
    await view.shows('got two\n');
    await view.shows('bad\n');
    const ended = await state(api, terminal.id, (one) => one.state === 'ended');
    expect(ended?.exitCode).toBe(3);
  });

  it('does not open in a container that does not run', async () => {
    const id = (await raw.create({ Image: 'longshore/busybox:1', Cmd: ['true'] })) as ContainerId;
    const { api } = bed.window();
    await expect(open(api, id)).rejects.toMatchObject({ code: 'not-running' });
  });
});
