import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostId } from '../../contract/ids.ts';
import { JournalEntry } from '../../contract/journal.ts';
import { type Broadcast, createBroadcast } from '../flow/broadcast.ts';
import type { Notices } from '../state/notices.ts';
import { setAside } from '../state/state-file.ts';
import { makeStateFolder, writeWhole } from '../state/write-file.ts';

export interface JournalStore {
  add(entry: JournalEntry): void;
  /** Newest first; those older than `beforeId` when it is given. */
  list(input: { limit: number; beforeId?: string | undefined }): JournalEntry[];
  readonly added: Broadcast<JournalEntry>;
  close(): Promise<void>;
}

const keptMs = 30 * 24 * 60 * 60 * 1000;
/** A busy month; beyond it the oldest go. About 6 MB. */
const keptEntries = 20_000;

/**
 * One JSON line for each entry, appended. Read once; what is older than 30 days is dropped then. Lines that
 * cannot be read are kept aside (the last one may simply be half written). `labelOf`: a host that is removed later
 * keeps its name here.
 */
export async function openJournal(
  folder: string,
  notices: Notices,
  labelOf: (host: HostId) => string | undefined = () => undefined,
): Promise<JournalStore> {
  const path = join(folder, 'journal.jsonl');
  const { entries, changed } = await readJournal(path, notices);
  let writing: Promise<void> = Promise.resolve();
  const added = createBroadcast<JournalEntry>({ limit: 1_000, overflow: () => undefined });

  function write(act: () => Promise<void>): void {
    writing = writing.then(act).catch(() => notices.add({ kind: 'state-not-written', file: path }));
  }
  const lines = (some: readonly JournalEntry[]) =>
    some.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  if (changed) write(() => writeWhole(path, lines(entries)));

  return {
    added,
    add(given) {
      const hostLabel = given.host === null ? undefined : labelOf(given.host);
      const entry = hostLabel === undefined ? given : { ...given, hostLabel };
      entries.push(entry);
      if (entries.length > keptEntries) entries.shift();
      added.emit(entry);
      write(async () => {
        await makeStateFolder(folder);
        await appendFile(path, lines([entry]), { mode: 0o600 });
      });
    },
    list({ limit, beforeId }) {
      const before = beforeId === undefined ? -1 : entries.findIndex(({ id }) => id === beforeId);
      const older = before === -1 ? entries : entries.slice(0, before);
      return older.slice(-limit).reverse();
    },
    async close() {
      added.close();
      await writing;
    },
  };
}

async function readJournal(
  path: string,
  notices: Notices,
): Promise<{ entries: JournalEntry[]; changed: boolean }> {
  let text = '';
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      await setAside(path, notices);
    }
    return { entries: [], changed: false };
  }
  const entries: JournalEntry[] = [];
  const lines = text.split('\n').filter((line) => line !== '');
  let broken = 0;
  for (const [index, line] of lines.entries()) {
    const entry = parseLine(line);
    if (entry) entries.push(entry);
    else if (index < lines.length - 1) broken += 1;
  }
  if (broken > 0) await setAside(path, notices);
  const since = Date.now() - keptMs;
  const kept = entries.filter((entry) => entry.atMs >= since).slice(-keptEntries);
  return { entries: kept, changed: kept.length !== lines.length };
}

function parseLine(line: string): JournalEntry | undefined {
  try {
    return JournalEntry.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
