/** Draws a terminal of the backend on a screen, and sends back what is typed. */
import type { DuplexStream } from '../../../../contract/define.ts';
import { ContractError, type Problem, toProblem } from '../../../../contract/errors.ts';
import type { Terminal, TerminalSize } from '../../../../contract/terminals.ts';
import { api, isLinkLoss } from '../../../shared/lib/client.ts';
import { backOffMs, pause } from '../../../shared/lib/waits.ts';
import { createLineInput } from '../model/line-input.ts';
import { opened } from '../model/places.ts';
import type { Xterm } from '../xterm/create-xterm.ts';

/** What may wait for drawing before more is asked for; enough that the screen never starves. */
const waitingBytes = 512 * 1024;

export interface ShownTerminal {
  readonly xterm: Xterm;
  readonly terminal: Pick<Terminal, 'id' | 'tty'>;
}

/** Until the process ends or the signal aborts. Resolves to what went wrong, if anything did. */
export async function showTerminal(
  { xterm, terminal }: ShownTerminal,
  signal: AbortSignal,
): Promise<Problem | undefined> {
  const { term } = xterm;
  const draw = createDrawing(xterm);
  let view: DuplexStream<Uint8Array | TerminalSize, Uint8Array> | undefined;
  // A first look at what this window has just opened: its questions are new and want answers.
  const isNew = opened.delete(terminal.id);
  let isFirst = true;

  const send = (value: Uint8Array | TerminalSize) => void view?.send(value).catch(() => {});
  const type = createTyping({ term, tty: terminal.tty, send });
  const listeners = [
    term.onData((data) => {
      if (!xterm.isReplaying() || (isNew && isFirst)) type(data);
    }),
    term.onBinary((data) => send(Uint8Array.from(data, (c) => c.charCodeAt(0)))),
    term.onResize(({ cols, rows }) => send({ columns: cols, rows })),
  ];
  try {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      const size = { columns: term.cols, rows: term.rows };
      view = api.terminals.view({ terminal: terminal.id, size }, { signal });
      try {
        for await (const chunk of view) {
          attempt = 0;
          await draw(chunk);
        }
        return undefined;
      } catch (error) {
        if (signal.aborted) return undefined;
        if (!isLinkLoss(error)) return toProblem(error);
      }
      isFirst = false;
      await pause(backOffMs(attempt), signal);
      // All of it comes again.
      term.reset();
    }
    return undefined;
  } finally {
    for (const listener of listeners) listener.dispose();
  }
}

/** Hands bytes to the screen; waits while it is behind. */
function createDrawing({ term }: Xterm): (chunk: Uint8Array) => Promise<void> {
  let waiting = 0;
  let wake: (() => void) | undefined;
  return async (chunk) => {
    waiting += chunk.length;
    term.write(chunk, () => {
      waiting -= chunk.length;
      if (waiting < waitingBytes) wake?.();
    });
    if (waiting < waitingBytes) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  };
}

interface Typing {
  readonly term: Xterm['term'];
  readonly tty: boolean;
  readonly send: (bytes: Uint8Array) => void;
}

function createTyping({ term, tty, send }: Typing): (data: string) => void {
  const utf8 = new TextEncoder();
  if (tty) return (data) => send(utf8.encode(data));
  term.options.convertEol = true;
  const input = createLineInput();
  return (data) => {
    const { echo, send: line } = input.feed(data);
    if (echo !== '') term.write(echo);
    if (line !== '') send(utf8.encode(line));
  };
}

export async function openTerminal(
  target: Terminal['target'],
  size: TerminalSize,
): Promise<Terminal> {
  const terminal = await api.terminals.open({ target, size });
  opened.add(terminal.id);
  return terminal;
}

/** Ends the process of a shell, leaves one that was attached to, and forgets it. */
export async function closeTerminal(id: Terminal['id']): Promise<void> {
  try {
    await api.terminals.close({ terminal: id });
  } catch (error) {
    // Another window has closed it.
    if (!(error instanceof ContractError) || error.code !== 'not-found') throw error;
  }
}
