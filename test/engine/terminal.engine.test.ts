import { expect, it } from 'vitest';
import { ContractError } from '../../src/contract/errors.ts';
import type { ContainerId } from '../../src/contract/ids.ts';
import { startContainer } from '../../src/engine/containers/actions.ts';
import { attachContainer, resizeContainer } from '../../src/engine/containers/attach.ts';
import { containerDetail } from '../../src/engine/containers/detail.ts';
import { endExec, execMarker } from '../../src/engine/containers/end-exec.ts';
import {
  type ExecInput,
  inspectExec,
  openExec,
  resizeExec,
  runExec,
} from '../../src/engine/containers/exec.ts';
import { demux } from '../../src/engine/docker/demux.ts';
import type { HijackedStream } from '../../src/engine/docker/engine.ts';
import { eachTarget } from '../support/targets.ts';
import { bench, make, until } from './engine-support.ts';

/** Reads on in the background, so that a test can wait for a text. */
function screen(stream: HijackedStream) {
  const decoder = new TextDecoder();
  const state = { text: '', ended: false };
  const done = (async () => {
    for await (const part of stream.output) state.text += decoder.decode(part, { stream: true });
    state.ended = true;
  })();
  const shows = (part: string | RegExp) =>
    until(`the screen shows ${part}`, () =>
      typeof part === 'string' ? state.text.includes(part) : part.test(state.text),
    );
  return { state, done, shows, type: (keys: string) => stream.write(Buffer.from(keys)) };
}

await eachTarget('terminal', (target) => {
  const b = bench(target);
  const size = { columns: 97, rows: 31 };

  async function running(more: Parameters<typeof make>[1] = {}): Promise<ContainerId> {
    const id = await make(b, more);
    await startContainer(b.engine, id);
    return id;
  }

  const processes = async (id: ContainerId) => (await b.raw.exec(id, ['ps', '-o', 'args'])).output;

  it('a shell with the right size, resized, with its exit code', async () => {
    const container = await running();
    const { execId, stream } = await openExec(b.engine, {
      container,
      command: ['sh'],
      tty: true,
      stdin: true,
      size,
      env: ['MARK=here'],
      workingDir: '/tmp',
    });
    const { shows, type, done } = screen(stream);
    await type('stty size; pwd; echo "$MARK"\r');
    await shows('31 97');
    await shows(/\n\/tmp\r\n/);
    await shows(/\nhere\r\n/);
    await resizeExec(b.engine, { execId, size: { columns: 133, rows: 17 } });
    await type('stty size\r');
    await shows('17 133');
    // Ctrl-P reaches the program: the line before comes again, with nothing held back.
    await type('echo second\r');
    await shows(/\nsecond\r\n/);
    await type('\u0010\r');
    await shows(/(second\r\n[\s\S]*){3}/);
    expect(await inspectExec(b.engine, execId)).toMatchObject({ running: true, exitCode: null });
    await type('exit 7\r');
    await done;
    await until('the exit code', async () => !(await inspectExec(b.engine, execId)).running);
    expect((await inspectExec(b.engine, execId)).exitCode).toBe(7);
  });

  it('has the size from the first byte', async () => {
    const container = await running();
    const { stream } = await openExec(b.engine, {
      container,
      command: ['sh', '-c', 'sleep 0.3; stty size'],
      tty: true,
      size,
    });
    const { state, done } = screen(stream);
    await done;
    expect(state.text).toContain('31 97');
  });

  it('without a TTY, input ends and both outputs are apart', async () => {
    const container = await running();
    const { stream, execId } = await openExec(b.engine, {
      container,
      command: ['sh', '-c', 'cat; echo no >&2; exit 3'],
      tty: false,
      stdin: true,
    });
    await stream.write(Buffer.from('to and fro\n'));
    stream.endInput();
    const out = { stdout: '', stderr: '' };
    for await (const frame of demux(stream.output)) {
      out[frame.stream] += Buffer.from(frame.bytes).toString();
    }
    expect(out).toEqual({ stdout: 'to and fro\n', stderr: 'no\n' });
    await until('the exit code', async () => !(await inspectExec(b.engine, execId)).running);
    expect((await inspectExec(b.engine, execId)).exitCode).toBe(3);
  });

  it('says when there is no such shell', async () => {
    const container = await running({
      image: 'longshore/noshell:1',
      command: ['2147483647'],
      entrypoint: ['/sleep'],
    });
    const tried = async () => {
      const { exitCode, output } = await runExec(b.engine, {
        container,
        command: ['bash'],
        tty: true,
      });
      return { exitCode, output };
    };
    // Docker says it in the output, Podman refuses.
    try {
      const { exitCode, output } = await tried();
      expect([126, 127]).toContain(exitCode);
      expect(output).toMatch(/executable file not found/);
    } catch (error) {
      expect(error).toBeInstanceOf(ContractError);
      expect((error as ContractError).code).toBe('executable-not-found');
    }
  });

  async function session(container: ContainerId, more: Partial<ExecInput> = {}) {
    const marker = execMarker(`test-${b.raw.id}-${Math.random().toString(16).slice(2)}`);
    const exec = {
      container,
      command: ['sh'],
      tty: true,
      stdin: true,
      size,
      env: [marker],
      ...more,
    };
    const { execId, stream } = await openExec(b.engine, exec);
    return { exec, marker, execId, stream, ...screen(stream) };
  }

  it('ending one leaves no process of it, and all others', async () => {
    const container = await running();
    const ours = await session(container);
    const others = await session(container);
    await others.type('sleep 4444\r');
    // A child in front, one in the background, and one that ignores the hang-up.
    await ours.type('sleep 1111 &\r');
    await ours.type('sh -c \'trap "" HUP TERM; sleep 2222; sleep 2223\' &\r');
    await ours.type('sleep 3333\r');
    await until('all run', async () => {
      const list = await processes(container);
      return ['1111', '2222', '3333', '4444'].every((word) => list.includes(`sleep ${word}`));
    });
    const { exec, marker, execId, stream } = ours;
    expect(await endExec(b.engine, { exec, marker, execId, stream })).toBe(true);
    expect((await inspectExec(b.engine, execId)).running).toBe(false);
    await until(
      'ours are gone',
      async () => !/sleep (1111|222|3333)/.test(await processes(container)),
    );
    expect(await processes(container)).toContain('sleep 4444');
    expect((await containerDetail(b.engine, container)).summary.state).toBe('running');
    expect(await endExec(b.engine, others)).toBe(true);
  });

  it('ends one of another user', async () => {
    const container = await running();
    const ours = await session(container, { user: 'nobody' });
    await ours.type('id -un; sleep 5555\r');
    await ours.shows(/\nnobody/);
    expect(await endExec(b.engine, ours)).toBe(true);
    await until('it is gone', async () => !(await processes(container)).includes('sleep 5555'));
  });

  it('ends one where the container has no shell, by its terminal', async () => {
    const container = await running({
      image: 'longshore/noshell:1',
      command: ['2147483647'],
      entrypoint: ['/sleep'],
    });
    const ours = await session(container, { command: ['/sleep', '6666'] });
    expect(await endExec(b.engine, ours)).toBe(true);
    expect((await containerDetail(b.engine, container)).summary.state).toBe('running');
  });

  it('ending one of a container that is gone is no error', async () => {
    const container = await running();
    const ours = await session(container);
    await b.raw.removeAll();
    expect(await endExec(b.engine, ours)).toBe(true);
  });

  it('attaches with input and size, and detaches without stopping', async () => {
    const container = await running({
      command: ['sh', '-c', 'while read -r line; do stty size; echo "got $line"; done'],
      tty: true,
      interactive: true,
    });
    const first = await attachContainer(b.engine, container);
    expect(first).toMatchObject({ tty: true, stdin: true });
    await resizeContainer(b.engine, { id: container, size });
    const seen = screen(first.stream);
    await seen.type('hello\r');
    await seen.shows('got hello');
    await seen.shows('31 97');
    // The engine's own detach keys are for the program.
    await seen.type('\u0010\u0011x\r');
    await seen.shows(/got \S*x/);
    first.stream.close();
    await seen.done.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await containerDetail(b.engine, container)).summary.state).toBe('running');
    const second = await attachContainer(b.engine, container);
    const again = screen(second.stream);
    await again.type('back\r');
    await again.shows('got back');
    second.stream.close();
    await again.done.catch(() => undefined);
  });

  it('attaches to a process without a TTY', async () => {
    const container = await running({
      command: ['sh', '-c', 'while :; do echo out; echo err >&2; sleep 0.2; done'],
    });
    const { tty, stdin, stream } = await attachContainer(b.engine, container);
    expect({ tty, stdin }).toEqual({ tty: false, stdin: false });
    const seen = new Set<string>();
    for await (const { stream: name, bytes } of demux(stream.output)) {
      seen.add(`${name}:${Buffer.from(bytes).toString().trim()}`);
      if (seen.size === 2) break;
    }
    expect([...seen].sort()).toEqual(['stderr:err', 'stdout:out']);
    expect((await containerDetail(b.engine, container)).summary.state).toBe('running');
  });
});
