/** The terminal of a shell on the host: OpenSSH gives ours no way to tell it a new size. */
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { readMore } from '../ssh/banner.ts';
import { shellQuote } from '../ssh/shell-quote.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A start file of the shell may take its time; without an answer the shell is used as it is. */
const answerLimitMs = 10_000;
const answerBytesMax = 64 * 1024;

const sizeWords = ({ columns, rows }: Size): string =>
  `cols ${Math.max(1, Math.trunc(columns))} rows ${Math.max(1, Math.trunc(rows))}`;

/** The login shell in a terminal of this size; first it says behind the mark which terminal that is. */
export function shellCommand(mark: string, size: Size): string {
  const name = `printf "%s %s\\n" ${mark} "$(tty)"`;
  return script(`${name}; stty ${sizeWords(size)}; exec "\${SHELL:-/bin/sh}" -l`);
}

/** Whoever runs there hears of it: the kernel sends SIGWINCH. Linux, then BSD and macOS. */
export function sizeCommand(terminal: string, size: Size): string {
  const words = sizeWords(size);
  return script(`stty -F ${terminal} ${words} 2>/dev/null || stty -f ${terminal} ${words}`);
}

/** Whichever shell the user has. */
const script = (text: string): string => `exec /bin/sh -c ${shellQuote(text)}`;

/**
 * Takes the answer out of the shell's output. What came before and behind it stays; undefined when
 * there is none, or no name of a terminal in it.
 */
export async function takeTerminal(shell: Duplex, mark: string): Promise<string | undefined> {
  const answer = new RegExp(`${mark} (\\S*)\\r?\\n`);
  const deadline = Date.now() + answerLimitMs;
  let seen = Buffer.alloc(0);
  while (seen.length < answerBytesMax) {
    const chunk = shell.read() as Buffer | null;
    if (chunk !== null) seen = Buffer.concat([seen, chunk]);
    const text = seen.toString('latin1');
    const match = answer.exec(text);
    if (match !== null) {
      const rest = text.slice(0, match.index) + text.slice(match.index + match[0].length);
      if (rest !== '') shell.unshift(Buffer.from(rest, 'latin1'));
      return /^\/dev\/[\w/]{1,100}$/.exec(match[1] ?? '')?.[0];
    }
    if (chunk !== null) continue;
    const leftMs = deadline - Date.now();
    if (leftMs <= 0 || shell.readableEnded || shell.destroyed) break;
    await Promise.race([readMore(shell), sleep(leftMs)]);
  }
  if (seen.length > 0 && !shell.destroyed) shell.unshift(seen);
  return undefined;
}
