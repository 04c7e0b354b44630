/**
 * One instance for each state folder: a lock file (0600) with the port and the secret of the one
 * that runs. It appears whole (a link of a finished file), so nobody reads half of it.
 */
import { once } from 'node:events';
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import * as z from 'zod';
import { askInstance, instancePath } from './instance-proof.ts';
import { newSecret } from './sessions.ts';

const Lock = z.object({
  pid: z.number().int(),
  port: z.number().int().min(1).max(65_535),
  secret: z.string().min(20),
});
export type Lock = z.infer<typeof Lock>;

/** Loopback and an idle process: who needs longer does not run. */
const patienceMs = 2_000;

export interface RunningInstance {
  readonly url: string;
  readonly pid: number;
  readonly port: number;
}

const lockPath = (stateFolder: string) => join(stateFolder, 'web-shell.lock');

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function readLock(text: string | undefined): Lock | undefined {
  try {
    return Lock.parse(JSON.parse(text ?? ''));
  } catch {
    return undefined;
  }
}

/** Asks the instance that holds the lock for a ticket; undefined when none runs. */
export function findInstance(stateFolder: string): Promise<RunningInstance | undefined> {
  return askHolder(readText(lockPath(stateFolder)));
}

async function askHolder(text: string | undefined): Promise<RunningInstance | undefined> {
  const lock = readLock(text);
  if (!lock) return undefined;
  const question = askInstance(lock.secret);
  try {
    const text = await ask(lock.port, question.body);
    const answer = text === undefined ? undefined : question.readAnswer(text);
    if (!answer) return undefined;
    return {
      url: pageUrl(lock.port, answer.ticket),
      pid: answer.pid,
      port: lock.port,
    };
  } catch {
    return undefined;
  }
}

/** By node:http: the first `fetch` of a process costs it a third of a start that only hands over. */
async function ask(port: number, body: string): Promise<string | undefined> {
  const asked = request({
    ...{ host: '127.0.0.1', port, path: instancePath, method: 'POST', agent: false },
    signal: AbortSignal.timeout(patienceMs),
  });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of answer.setEncoding('utf8')) text += String(chunk);
  return answer.statusCode === 200 ? text : undefined;
}

export function pageUrl(port: number, ticket: string): string {
  return `http://127.0.0.1:${port}/#ticket=${ticket}`;
}

/**
 * Takes the lock for this process; the folder must be there. False when another start was quicker. A lock whose holder does not
 * answer is put aside first; put back if, in between, it became a new one.
 */
export async function takeLock(stateFolder: string, lock: Lock): Promise<boolean> {
  const path = lockPath(stateFolder);
  const draft = `${path}.${newSecret().slice(0, 8)}`;
  writeFileSync(draft, JSON.stringify(lock), { mode: 0o600 });
  try {
    if (tryLink(draft, path)) return true;
    const found = readText(path);
    if (await askHolder(found)) return false;
    // Meanwhile another start may have put its own there.
    if (readText(path) !== found) return false;
    const aside = `${draft}.old`;
    renameSync(path, aside);
    const isSame = readText(aside) === found;
    if (!isSame) tryLink(aside, path);
    unlinkSync(aside);
    return isSame && tryLink(draft, path);
  } catch (error) {
    // Another start put the stale lock aside first.
    if (isCode(error, 'ENOENT')) return tryLink(draft, path);
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes the lock away if it is still this process's own. */
export function releaseLock(stateFolder: string, lock: Lock): void {
  const path = lockPath(stateFolder);
  if (readLock(readText(path))?.secret === lock.secret) rmSync(path, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
