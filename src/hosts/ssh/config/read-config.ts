import { isAbsolute } from 'node:path';
import { readRegular } from '../../read-regular.ts';
import { badConfig } from './bad-config.ts';
import { expandGlob } from './glob.ts';
import type { ConfigFile, Entry, IncludeLine, Person, SshConfig } from './model.ts';
import { parseConfig } from './parse-config.ts';
import { expandHome, expandTokens, localTokens } from './tokens.ts';

/** As deep as OpenSSH goes. */
const depthMax = 16;
const fileBytesMax = 1024 * 1024;
/** A file that includes a folder of files that include it: the depth alone would not end that soon. */
const filesMax = 1_000;

export interface ConfigSources {
  readonly person: Person;
  /** Instead of `~/.ssh`: the folder of `config` and of what it includes. */
  readonly userFolder?: string;
  /** Instead of `/etc/ssh`: the folder of `ssh_config` and of what it includes. */
  readonly systemFolder?: string;
}

interface Reading {
  readonly person: Person;
  /** What an include without a leading slash is relative to. */
  readonly folder: string;
  readonly ofPerson: boolean;
  readonly budget: { files: number };
}

/**
 * The person's configuration and the system's, with all that they include. Nothing is run. Files
 * that are not there count as empty. Throws `bad-ssh-config` with file and line for what OpenSSH
 * would refuse too: a line that is not understood, a file that others may write.
 */
export async function readSshConfig(sources: ConfigSources): Promise<SshConfig> {
  const { person } = sources;
  const userFolder = sources.userFolder ?? `${person.home}/.ssh`;
  const systemFolder = sources.systemFolder ?? systemFolderOf(person);
  const budget = { files: 0 };
  const user = { person, folder: userFolder, ofPerson: true, budget };
  const system = { person, folder: systemFolder, ofPerson: false, budget };
  const files = [
    await readFileAt(`${userFolder}/config`, user, 0),
    await readFileAt(`${systemFolder}/ssh_config`, system, 0),
  ];
  return { person, systemFolder, files: files.filter((file) => file !== undefined) };
}

export function systemFolderOf({ platform, env }: Person): string {
  if (platform !== 'win32') return '/etc/ssh';
  return `${env.ProgramData ?? env.PROGRAMDATA ?? 'C:\\ProgramData'}/ssh`;
}

async function readFileAt(
  path: string,
  reading: Reading,
  depth: number,
): Promise<ConfigFile | undefined> {
  if (depth > depthMax) throw badConfig({ file: path }, 'files include each other too deeply');
  reading.budget.files += 1;
  if (reading.budget.files > filesMax) throw badConfig({ file: path }, 'too many files');
  // The system's own file may belong to whom the system likes.
  const check = reading.ofPerson || depth > 0;
  const text = await readChecked(path, reading.person, check);
  if (text === undefined) return undefined;
  const entries: Entry[] = [];
  for (const line of parseConfig(text, path)) {
    entries.push(line.kind === 'include' ? await include(line, reading, depth) : line);
  }
  return { path, entries };
}

async function include(line: IncludeLine, reading: Reading, depth: number): Promise<Entry> {
  const files: ConfigFile[] = [];
  let complete = true;
  for (const pattern of line.patterns) {
    const anchor = anchored(pattern, line, reading);
    if (anchor === undefined) complete = false;
    for (const path of anchor === undefined ? [] : await expandGlob(anchor)) {
      const file = await readFileAt(path, reading, depth + 1);
      if (file) files.push(file);
    }
  }
  return { kind: 'included', files, complete, at: line.at };
}

/** Undefined where it depends on the host that is asked for. */
function anchored(pattern: string, line: IncludeLine, reading: Reading): string | undefined {
  const { person, folder, ofPerson } = reading;
  const path = expandTokens(pattern, localTokens(person), person.env);
  if (path === undefined) return undefined;
  if (path.startsWith('~')) {
    if (!ofPerson) throw badConfig(line.at, 'Include in a file of the system begins with ~');
    return expandHome(path, person);
  }
  return isAbsolute(path) ? path : `${folder}/${path}`;
}

async function readChecked(
  path: string,
  person: Person,
  check: boolean,
): Promise<string | undefined> {
  const read = await readRegular(path, fileBytesMax);
  if (read.outcome === 'absent') return undefined;
  if (read.outcome === 'refused') throw badConfig({ file: path }, read.why);
  if (check && !isTrusted(read.about, person)) {
    throw badConfig({ file: path }, 'others may write to it; ssh refuses it too');
  }
  return read.content.toString();
}

/** Root's or the person's own, and nobody else may write: `read_config_file_depth` in readconf.c. */
function isTrusted(
  file: { readonly uid: number; readonly gid: number; readonly mode: number },
  { userId }: Person,
): boolean {
  if (userId === null) return true;
  if (file.uid !== 0 && file.uid !== userId) return false;
  // Debian's OpenSSH lets the group of the person's own name write; its number is the person's.
  const byGroup = (file.mode & 0o020) !== 0 && file.gid !== userId;
  return !byGroup && (file.mode & 0o002) === 0;
}
