/**
 * Terminals live in the backend: a window looks at one, another may look too, and a reload finds it
 * with its scrollback. Output flows on into a ring while nobody looks.
 */
import * as z from 'zod';
import { bytes, call, duplex, stream } from './define.ts';
import { Problem } from './errors.ts';
import { ContainerId, HostId, TerminalId } from './ids.ts';

export const TerminalSize = z.object({
  columns: z.number().int().min(1).max(1000),
  rows: z.number().int().min(1).max(1000),
});
export type TerminalSize = z.infer<typeof TerminalSize>;

export const TerminalTarget = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('exec'),
    host: HostId,
    container: ContainerId,
    /** Absent: the best shell that is found by trying. */
    command: z.array(z.string()).min(1).optional(),
    user: z.string().max(255).optional(),
    workingDir: z.string().max(4096).optional(),
  }),
  z.object({ kind: z.literal('attach'), host: HostId, container: ContainerId }),
  /** The host's own shell; only where it is reached by a login. */
  z.object({ kind: z.literal('host'), host: HostId }),
  /** A shell of this machine, where the backend runs, whose `docker` speaks to the host's engine. */
  z.object({ kind: z.literal('local'), host: HostId }),
]);
export type TerminalTarget = z.infer<typeof TerminalTarget>;

export const Terminal = z.object({
  id: TerminalId,
  target: TerminalTarget,
  /** The container's name, or the host's. */
  name: z.string(),
  /** What runs: `/bin/bash`, or the main process's command. */
  command: z.string(),
  user: z.string(),
  /** Without a TTY the output has no control codes and input is by line. */
  tty: z.boolean(),
  state: z.enum(['opening', 'open', 'ended']),
  exitCode: z.number().int().nullable(),
  /** Why it ended, when it was not the process's own end. */
  problem: Problem.nullable(),
  openedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
});
export type Terminal = z.infer<typeof Terminal>;

/** Number of the private operating system command that marks the scrollback in `view`. */
export const scrollbackOsc = 7117;
export const scrollbackBegin = `\u001b]${scrollbackOsc};begin\u0007`;
export const scrollbackEnd = `\u001b]${scrollbackOsc};end\u0007`;

export const terminals = {
  /** All terminals, again after each change. */
  watch: stream({ input: z.object({}), event: z.array(Terminal), delivery: 'latest' }),
  /** `size` holds from the first byte. */
  open: call({ input: z.object({ target: TerminalTarget, size: TerminalSize }), output: Terminal }),
  /**
   * Looks at one: first the scrollback between its two marks, then what comes. Whoever draws it must
   * not answer questions that stand in the scrollback: they were answered long ago. Upwards go
   * keystrokes and sizes. Ends when the process ends; leaving it does not end the process.
   */
  view: duplex({
    input: z.object({ terminal: TerminalId, size: TerminalSize }),
    up: z.union([bytes, TerminalSize]),
    event: bytes,
  }),
  /** Ends the process of an exec; an attached one is detached from, and goes on. Then forgets it. */
  close: call({ input: z.object({ terminal: TerminalId }), output: z.object({}) }),
};
