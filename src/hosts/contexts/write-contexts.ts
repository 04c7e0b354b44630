import { access, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../../contract/errors.ts';
import type { TlsMaterial } from '../../engine/docker/target.ts';
import { changeDockerConfig } from '../docker-config.ts';
import type { Surroundings } from '../found-host.ts';
import { type JsonObject, objectIn, parseObject, withField } from '../json-object.ts';
import { inTurn, replaceFile } from '../replace-file.ts';
import { parseAddress } from '../ssh/parse-address.ts';
import { readText } from './list-contexts.ts';
import {
  type ContextPlace,
  checkContextName,
  contextId,
  metaModes,
  notWritten,
  placeOf,
  tlsModes,
} from './store.ts';

export interface ContextChange {
  readonly description?: string;
  readonly address?: string;
  readonly skipTlsVerify?: boolean;
  /** PEM texts; null takes them away. The key must not be encrypted: the CLI cannot ask. */
  readonly tls?: TlsMaterial | null;
  /** Keys of `Metadata` to set; `undefined` takes one out. All others stay. */
  readonly metadata?: JsonObject;
}

/** Throws `name-in-use`, `bad-parameter` with the field, `storage-failed`. */
export async function createContext(
  around: Surroundings,
  name: string,
  content: ContextChange & { readonly address: string },
): Promise<void> {
  checkContextName(name);
  checkChange(content);
  const place = placeOf(around, contextId(name));
  await inTurn(place.metaFile, async () => {
    if ((await readText(place.metaFile)) !== undefined) {
      throw refuse('name-in-use', 'There is a context of this name.', { facts: { name } });
    }
    const empty = { Name: name, Metadata: {}, Endpoints: { docker: { Host: '' } } };
    // Left over from one that was not removed whole: it must not become part of this one.
    await rm(place.tlsFolder, { recursive: true, force: true });
    await save(place, empty, { skipTlsVerify: false, ...content });
  });
}

/** What is not named stays, keys of other programs too. Throws `not-found` and as `createContext`. */
export async function updateContext(
  around: Surroundings,
  name: string,
  change: ContextChange,
): Promise<void> {
  checkContextName(name);
  checkChange(change);
  const place = placeOf(around, contextId(name));
  await inTurn(place.metaFile, async () => {
    const text = await readText(place.metaFile);
    if (text === undefined) throw absent(name);
    const meta = parseObject(text ?? '');
    if (!meta) throw notWritten(place.metaFile, new Error('not understood'));
    await save(place, meta, change);
  });
}

/** Also ends its being the current one. Throws `not-found`, `storage-failed`. */
export async function removeContext(around: Surroundings, name: string): Promise<void> {
  checkContextName(name);
  const place = placeOf(around, contextId(name));
  if ((await readText(place.metaFile)) === undefined) throw absent(name);
  await changeDockerConfig(around, (config) =>
    config.currentContext === name ? withField(config, 'currentContext', undefined) : config,
  );
  await inTurn(place.metaFile, async () => {
    try {
      await rm(place.metaFolder, { recursive: true, force: true });
      await rm(place.tlsFolder, { recursive: true, force: true });
    } catch (error) {
      throw notWritten(place.metaFolder, error);
    }
  });
}

/** What `docker context use` does. `default` is no context. Throws `not-found`, `storage-failed`. */
export async function chooseContext(around: Surroundings, name: string): Promise<void> {
  if (name !== 'default') {
    checkContextName(name);
    const meta = await readText(placeOf(around, contextId(name)).metaFile);
    if (meta === undefined) throw absent(name);
  }
  await changeDockerConfig(around, (config) =>
    withField(config, 'currentContext', name === 'default' ? undefined : name),
  );
}

/**
 * Makes the CLI pass over a broken context, by the id of its folder: its file gets another name
 * and stays for the person to look at. Gives the new name. Throws `not-found`, `storage-failed`.
 */
export async function setContextAside(around: Surroundings, id: string): Promise<string> {
  const { metaFile } = placeOf(around, id);
  if (!/^\w[\w.-]*$/.test(id) || !(await isThere(metaFile))) throw absent(id);
  const aside = `${metaFile}.broken`;
  try {
    await rename(metaFile, aside);
  } catch (error) {
    throw notWritten(metaFile, error);
  }
  return aside;
}

/** The TLS texts of a context, for a connection. Throws `not-found`, and `key-unusable`. */
export async function readContextTls(around: Surroundings, name: string): Promise<TlsMaterial> {
  const { metaFile, engineTlsFolder } = placeOf(around, contextId(name));
  if (!(await isThere(metaFile))) throw absent(name);
  const texts: Record<string, string> = {};
  for (const kind of ['ca', 'cert', 'key']) {
    const text = await readText(join(engineTlsFolder, `${kind}.pem`));
    if (text === null) {
      throw refuse('key-unusable', `The ${kind} of this context cannot be read.`, {
        facts: { name, field: kind },
      });
    }
    if (text !== undefined) texts[kind] = text;
  }
  return texts;
}

async function save(place: ContextPlace, meta: JsonObject, change: ContextChange): Promise<void> {
  let metadata = objectIn(meta, 'Metadata') ?? {};
  for (const [key, value] of Object.entries(change.metadata ?? {})) {
    metadata = withField(metadata, key, value);
  }
  if (change.description !== undefined) {
    metadata = withField(metadata, 'Description', change.description || undefined);
  }
  const endpoints = objectIn(meta, 'Endpoints') ?? {};
  let engine = objectIn(endpoints, 'docker') ?? {};
  if (change.address !== undefined) engine = withField(engine, 'Host', change.address);
  if (change.skipTlsVerify !== undefined) {
    engine = withField(engine, 'SkipTLSVerify', change.skipTlsVerify);
  }
  const changed = withField(
    withField(meta, 'Metadata', metadata),
    'Endpoints',
    withField(endpoints, 'docker', engine),
  );
  try {
    if (change.tls !== undefined) await saveTls(place, change.tls);
    await replaceFile(place.metaFile, JSON.stringify(changed), metaModes);
  } catch (error) {
    throw notWritten(place.metaFile, error);
  }
}

async function saveTls(place: ContextPlace, tls: TlsMaterial | null): Promise<void> {
  if (tls === null) {
    await rm(place.engineTlsFolder, { recursive: true, force: true });
    return;
  }
  for (const kind of ['ca', 'cert', 'key'] as const) {
    const file = join(place.engineTlsFolder, `${kind}.pem`);
    const text = tls[kind];
    if (text === undefined) await rm(file, { force: true });
    else await replaceFile(file, text, tlsModes);
  }
}

function checkChange({ address, tls }: ContextChange): void {
  if (address !== undefined) checkAddress(address);
  // As far as the CLI looks: the texts are tried by the first connection.
  const certificate = /^-----BEGIN CERTIFICATE-----/m;
  const key = /^-----BEGIN (\w+ )?PRIVATE KEY-----/m;
  for (const [field, form] of [
    ['ca', certificate],
    ['cert', certificate],
    ['key', key],
  ] as const) {
    const text = tls?.[field];
    if (text === undefined || form.test(text)) continue;
    throw refuse('key-unusable', `This is not what a TLS connection needs as its ${field}.`, {
      facts: { field },
    });
  }
  if (tls?.key !== undefined && /^(-----BEGIN|Proc-Type:).*ENCRYPTED/m.test(tls.key)) {
    throw refuse('key-unusable', 'The key has a passphrase; a context needs one without.', {
      facts: { field: 'key' },
    });
  }
}

function checkAddress(address: string): void {
  if (isEngineAddress(address)) return;
  throw refuse('bad-parameter', 'This is not an address of an engine.', {
    facts: { field: 'address' },
  });
}

function isEngineAddress(address: string): boolean {
  if (/[\u0000-\u0020\u007f]/.test(address)) return false;
  if (!address.startsWith('ssh://')) {
    return /^(unix:\/\/\/|npipe:\/\/\/\/|(tcp|https?):\/\/[^/@]+)/.test(address);
  }
  try {
    parseAddress(address);
    return true;
  } catch {
    return false;
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function absent(name: string) {
  return refuse('not-found', 'There is no such context.', { facts: { name } });
}
