import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answerer, type Helpers, type Question, startHelpers } from './helper.ts';

let folder = '';
let helpers: Helpers | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-helper-'));
});
afterEach(async () => {
  helpers?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(answer: Answerer): Promise<Helpers> {
  helpers = await startHelpers(folder, answer);
  return helpers;
}

function runIt(program: string, words: string[], env: Record<string, string> = {}) {
  const child = spawn(program, words, { env: { PATH: process.env.PATH, ...env } });
  const ended = (async () => {
    let text = '';
    for await (const chunk of child.stdout) text += String(chunk);
    return text;
  })();
  return { child, ended };
}

describe.skipIf(process.platform === 'win32')('the program that OpenSSH asks through', () => {
  it('passes the question on as it is, and the answer back', async () => {
    const asked: Question[] = [];
    const { askpass, knownHosts } = await start(async (question) => {
      asked.push(question);
      return `said "$HOME"\n`;
    });
    const words = ["two\nlines and a 'quote'", '', '$(id)'];
    expect(await runIt(askpass, words).ended).toBe('said "$HOME"\n');
    expect(await runIt(knownHosts, ['ORDER']).ended).toBe('said "$HOME"\n');
    expect(asked.map(({ kind, words: got }) => [kind, got])).toEqual([
      ['askpass', words],
      ['known-hosts', ['ORDER']],
    ]);
    expect((await readdir(folder)).sort()).toEqual(['askpass', 'known-hosts']);
  });

  it('says nothing when the person does not want to, or the app fails', async () => {
    let times = 0;
    const { askpass } = await start(async () => {
      times += 1;
      if (times === 2) throw new Error('a fault');
      return undefined;
    });
    for (let i = 0; i < 2; i += 1) {
      const { child, ended } = runIt(askpass, ['?']);
      const code = new Promise((resolve) => child.once('exit', resolve));
      expect([await ended, await code]).toEqual(['', 1]);
    }
  });

  it('withdraws the question when OpenSSH ends it, as it does after a touch', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const shown = Promise.withResolvers<void>();
    const { askpass } = await start(async ({ hint, signal }) => {
      shown.resolve();
      signal.addEventListener('abort', () => resolve(hint));
      await promise;
      return undefined;
    });
    const { child } = runIt(askpass, ['Confirm user presence'], { SSH_ASKPASS_PROMPT: 'none' });
    await shown.promise;
    child.kill('SIGTERM');
    expect(await promise).toBe('none');
  });
});
