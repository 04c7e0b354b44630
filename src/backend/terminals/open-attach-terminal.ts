import { ContractError } from '../../contract/errors.ts';
import type { ContainerId } from '../../contract/ids.ts';
import type { TerminalSize } from '../../contract/terminals.ts';
import { attachContainer, resizeContainer } from '../../engine/containers/attach.ts';
import { containerDetail } from '../../engine/containers/detail.ts';
import { demux } from '../../engine/docker/demux.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import { pause } from '../flow/latest.ts';
import type { TerminalProcess } from './terminal-process.ts';

const endChecks = 20;
const endCheckMs = 100;

/** Looks at the main process of a running container. Leaving never stops it. Throws `not-running`. */
export async function openAttachTerminal(
  engine: Engine,
  { container: id, size }: { container: ContainerId; size: TerminalSize },
): Promise<TerminalProcess> {
  const detail = await containerDetail(engine, id);
  const { tty, stdin, stream } = await attachContainer(engine, id);
  const resize = async (next: TerminalSize) => {
    if (tty) await resizeContainer(engine, { id, size: next });
  };
  // A program that draws its screen draws it anew for the size of this window.
  await resize(size).catch(() => {});
  return {
    command: [...detail.entrypoint, ...detail.command].join(' '),
    user: detail.user,
    tty,
    output: tty ? stream.output : payloads(stream.output),
    write: async (chunk) => {
      if (stdin) await stream.write(chunk);
    },
    resize,
    exitCode: () => exitCode(engine, id),
    end: async () => stream.close(),
  };
}

async function* payloads(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of demux(source)) yield bytes;
}

/** The container ends a little after its output has. */
async function exitCode(engine: Engine, id: ContainerId): Promise<number | null> {
  try {
    for (let check = 0; check < endChecks; check += 1) {
      const { state, exitCode: code } = (await containerDetail(engine, id)).summary;
      if (state === 'exited' || state === 'dead') return code;
      await pause(endCheckMs);
    }
    return null;
  } catch (error) {
    if (error instanceof ContractError && error.code === 'not-found') return null;
    throw error;
  }
}
