/**
 * How OpenSSH asks: it starts a program. This one puts the question into its own folder and reads
 * the answer from a pipe beside it, so that no secret is ever in a file, an argument or a variable.
 * Nobody else may enter the folder. A shell is enough, and every system with OpenSSH has one.
 */
import { constants } from 'node:fs';
import { open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './private-folder.ts';

const script = `#!/bin/sh
PATH=/usr/bin:/bin:$PATH
umask 077
cd "\${0%/*}" || exit 1
mkfifo "answer-$$" || exit 1
printf '%s\\0' "\${0##*/}" "$SSH_ASKPASS_PROMPT" "$@" > "new-$$" || exit 1
mv "new-$$" "question-$$" || exit 1
{ IFS= read -r verdict; [ "$verdict" = yes ] && cat; } < "answer-$$"
said=$?
rm -f "answer-$$"
exit $said
`;

/** A key that is exchanged waits for the second of these. */
const lookEveryMs = 40;
const aliveEveryMs = 200;
/** A pipe takes this much at once. */
const answerBytesMax = 60_000;

export interface Question {
  /** As which program it was started. */
  readonly kind: 'askpass' | 'known-hosts';
  /** `confirm`, `none` (nothing to answer), or empty. */
  readonly hint: string;
  readonly words: readonly string[];
  /** Aborts when OpenSSH no longer waits. */
  readonly signal: AbortSignal;
}

/** The text that OpenSSH reads; undefined: the person does not want to. */
export type Answerer = (question: Question) => Promise<string | undefined>;

export interface Helpers {
  readonly askpass: string;
  readonly knownHosts: string;
  /** No more questions; those that are open are withdrawn. */
  stop(): void;
}

/** Writes the programs into the folder and answers what they ask, until it is stopped. */
export async function startHelpers(folder: string, answer: Answerer): Promise<Helpers> {
  const [askpass, knownHosts] = [join(folder, 'askpass'), join(folder, 'known-hosts')];
  for (const path of [askpass, knownHosts]) await writeFile(path, script, { mode: 0o700 });
  const stopped = new AbortController();
  void look(folder, answer, stopped.signal);
  return { askpass, knownHosts, stop: () => stopped.abort() };
}

async function look(folder: string, answer: Answerer, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    for (const name of await readdir(folder).catch((): string[] => [])) {
      const pid = Number(/^question-(\d+)$/.exec(name)?.[1]);
      if (pid > 0) await take(folder, pid, { answer, stopped });
    }
    await sleep(lookEveryMs);
  }
}

async function take(
  folder: string,
  pid: number,
  { answer, stopped }: { answer: Answerer; stopped: AbortSignal },
): Promise<void> {
  const file = join(folder, `question-${pid}`);
  const text = await readFile(file, 'utf8').catch(() => '');
  await rm(file, { force: true });
  const [kind, hint = '', ...words] = text.split('\0').slice(0, -1);
  if (kind !== 'askpass' && kind !== 'known-hosts') return;
  const gone = new AbortController();
  const signal = AbortSignal.any([gone.signal, stopped]);
  const timer = setInterval(() => {
    if (!isAlive(pid)) gone.abort();
  }, aliveEveryMs);
  // Not awaited: another question may come while a person thinks.
  void answer({ kind, hint, words, signal })
    .catch(() => undefined)
    .then((said) => reply(join(folder, `answer-${pid}`), said, signal))
    .catch(() => undefined)
    .finally(() => clearInterval(timer));
}

/** The reader may come later than the question. */
async function reply(pipe: string, said: string | undefined, signal: AbortSignal): Promise<void> {
  const bytes = Buffer.from(said === undefined ? 'no\n' : `yes\n${said}`);
  while (!signal.aborted) {
    try {
      const file = await open(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
      try {
        await file.write(bytes.subarray(0, answerBytesMax));
      } finally {
        await file.close();
      }
      return;
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENXIO') return;
    }
    await sleep(10);
  }
}
