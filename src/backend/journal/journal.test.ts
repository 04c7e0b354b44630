import { appendFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '../../contract/errors.ts';
import { createNotices } from '../state/notices.ts';
import { openJournal } from './journal-store.ts';
import { recorded } from './record.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longshore-journal-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const act = (subject: string, words: string[] = []) => ({
  host: null,
  action: 'containers.stop',
  subject,
  words,
});

describe('openJournal', () => {
  it('keeps entries for the next start, newest first, and pages through them', async () => {
    const journal = await openJournal(folder, createNotices());
    const later = Promise.resolve(journal);
    for (const name of ['a', 'b', 'c']) await recorded(later, act(name), async () => 1);
    await expect(
      recorded(later, act('d'), () => Promise.reject(refuse('not-running', 'No.'))),
    ).rejects.toThrow('No.');
    await journal.close();
    expect((await stat(join(folder, 'journal.jsonl'))).mode & 0o777).toBe(0o600);
    const again = await openJournal(folder, createNotices());
    const [newest, next] = again.list({ limit: 2 });
    expect(newest).toMatchObject({ subject: 'd', outcome: 'failed', code: 'not-running' });
    expect(again.list({ limit: 9, beforeId: next?.id }).map((e) => e.subject)).toEqual(['b', 'a']);
  });

  it('writes down the command with its secrets hidden', async () => {
    const journal = await openJournal(folder, createNotices());
    await recorded(Promise.resolve(journal), act('web', ['docker', 'run', '-e', 'TOKEN=x']), () =>
      Promise.resolve(1),
    );
    await journal.close();
    expect(journal.list({ limit: 1 })[0]?.command).toBe("docker run -e 'TOKEN=***'");
  });

  it('drops what is older than 30 days and a half written last line', async () => {
    const journal = await openJournal(folder, createNotices());
    journal.add({
      id: 'old',
      atMs: Date.now() - 31 * 86_400_000,
      host: null,
      action: 'x',
      subject: 'old',
      command: '',
      outcome: 'done',
      code: null,
    });
    await recorded(Promise.resolve(journal), act('new'), async () => 1);
    await journal.close();
    await appendFile(join(folder, 'journal.jsonl'), '{"id":"half');
    const notices = createNotices();
    const again = await openJournal(folder, notices);
    await again.close();
    expect(again.list({ limit: 9 }).map((e) => e.subject)).toEqual(['new']);
    expect((await readFile(join(folder, 'journal.jsonl'), 'utf8')).split('\n')).toHaveLength(2);
    expect(notices.latest.get()).toEqual([]);
  });

  it('sets a broken journal aside and keeps what could be read', async () => {
    const journal = await openJournal(folder, createNotices());
    await journal.close();
    await appendFile(join(folder, 'journal.jsonl'), 'nonsense\n');
    await recorded(Promise.resolve(journal), act('good'), async () => 1);
    await journal.close();
    const notices = createNotices();
    const again = await openJournal(folder, notices);
    await again.close();
    expect(again.list({ limit: 9 }).map((e) => e.subject)).toEqual(['good']);
    expect(notices.latest.get()).toMatchObject([{ kind: 'state-file-set-aside' }]);
    expect((await readdir(folder)).filter((name) => name.includes('corrupt'))).toHaveLength(1);
  });
});
