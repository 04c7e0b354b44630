import { readdir } from 'node:fs/promises';
import type { Surroundings } from '../found-host.ts';
import { fieldOf, type JsonObject, objectIn, parseObject, textIn } from '../json-object.ts';
import { readRegular } from '../read-regular.ts';
import { configFile, contextId, metaRoot, placeOf } from './store.ts';

export interface StoredContext {
  readonly name: string;
  readonly description: string;
  /** `ssh://pi@10.0.0.2` */
  readonly address: string;
  readonly skipTlsVerify: boolean;
  readonly tlsFiles: readonly ('ca' | 'cert' | 'key')[];
  /** All that is in `Metadata`: programs keep words of their own there, Longshore too. */
  readonly metadata: JsonObject;
}

export interface BrokenContext {
  /** The name of its folder. */
  readonly id: string;
  /** Where it can still be told. */
  readonly name: string | null;
  readonly file: string;
  readonly why:
    | 'unreadable'
    | 'not-json' // `docker context ls` fails for all of them
    | 'bad-description' // the CLI crashes
    | 'no-name'
    | 'wrong-folder' // the CLI lists it, but does not find it
    | 'no-engine';
}

export interface ContextStore {
  readonly contexts: readonly StoredContext[];
  readonly broken: readonly BrokenContext[];
  /** What `docker` uses in a terminal with this environment; `default` for none. */
  readonly current: string;
  /** What decides that. A variable beats what `docker context use` has chosen. */
  readonly decidedBy: 'DOCKER_HOST' | 'DOCKER_CONTEXT' | 'config' | 'nothing';
}

/** A context's file is a few hundred bytes. */
const metaBytesMax = 1024 * 1024;

/** All contexts of the Docker CLI, by name. One that is broken is told beside the others. */
export async function listContexts(around: Surroundings): Promise<ContextStore> {
  const folders = await readdir(metaRoot(around)).catch((): string[] => []);
  const contexts: StoredContext[] = [];
  const broken: BrokenContext[] = [];
  for (const id of folders.sort()) {
    const read = await readContext(around, id);
    if (read && 'why' in read) broken.push(read);
    else if (read) contexts.push(read);
  }
  contexts.sort((a, b) => a.name.localeCompare(b.name));
  return { contexts, broken, ...(await chosen(around)) };
}

/** Undefined where there is none in the folder. */
export async function readContext(
  around: Surroundings,
  id: string,
): Promise<StoredContext | BrokenContext | undefined> {
  const { metaFile } = placeOf(around, id);
  const bad = (why: BrokenContext['why'], name: string | null = null) => {
    return { id, name, file: metaFile, why };
  };
  const text = await readText(metaFile);
  if (text === undefined) return undefined;
  if (text === null) return bad('unreadable');
  const meta = parseObject(text);
  if (!meta) return bad('not-json');
  const name = textIn(meta, 'Name');
  if (name === undefined) return bad('no-name');
  if (contextId(name) !== id) return bad('wrong-folder', name);
  const metadata = objectIn(meta, 'Metadata') ?? {};
  const description = fieldOf(metadata, 'Description') ?? '';
  if (typeof description !== 'string') return bad('bad-description', name);
  const engine = objectIn(objectIn(meta, 'Endpoints'), 'docker');
  const address = textIn(engine, 'Host');
  if (address === undefined) return bad('no-engine', name);
  return {
    name,
    description,
    address,
    skipTlsVerify: fieldOf(engine, 'SkipTLSVerify') === true,
    tlsFiles: await tlsFilesOf(around, id),
    metadata,
  };
}

/** Undefined where there is none, null where it cannot be read. */
export async function readText(file: string): Promise<string | null | undefined> {
  const read = await readRegular(file, metaBytesMax);
  if (read.outcome === 'absent') return undefined;
  return read.outcome === 'read' ? read.content.toString() : null;
}

async function tlsFilesOf(around: Surroundings, id: string) {
  const files = await readdir(placeOf(around, id).engineTlsFolder).catch((): string[] => []);
  return (['ca', 'cert', 'key'] as const).filter((kind) => files.includes(`${kind}.pem`));
}

async function chosen(around: Surroundings): Promise<Pick<ContextStore, 'current' | 'decidedBy'>> {
  const { env } = around;
  if (env.DOCKER_HOST) return { current: 'default', decidedBy: 'DOCKER_HOST' };
  if (env.DOCKER_CONTEXT) return { current: env.DOCKER_CONTEXT, decidedBy: 'DOCKER_CONTEXT' };
  const config = parseObject((await readText(configFile(around))) ?? '');
  const current = textIn(config, 'currentContext');
  return current === undefined
    ? { current: 'default', decidedBy: 'nothing' }
    : { current, decidedBy: 'config' };
}
