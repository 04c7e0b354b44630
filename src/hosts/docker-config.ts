/** The Docker CLI's `config.json`: read by many, changed key by key, because the CLI writes it too. */
import { refuse } from '../contract/errors.ts';
import { configFile, configModes } from './contexts/store.ts';
import type { Surroundings } from './found-host.ts';
import { type JsonObject, parseObject } from './json-object.ts';
import { readRegular } from './read-regular.ts';
import { inTurn, replaceFile } from './replace-file.ts';

const fileBytesMax = 1024 * 1024;

/** Undefined where it is there and cannot be understood. */
async function read(file: string): Promise<JsonObject | undefined> {
  const found = await readRegular(file, fileBytesMax);
  if (found.outcome === 'absent') return {};
  return found.outcome === 'read' ? parseObject(found.content.toString()) : undefined;
}

/** Empty where there is none, or none that can be understood. */
export async function readDockerConfig(around: Surroundings): Promise<JsonObject> {
  return (await read(configFile(around))) ?? {};
}

/**
 * What `edit` returns becomes the file, as the CLI writes it; the same object changes nothing. Throws
 * `storage-failed`, also for a file that is not understood: credentials stand in it, and are not lost.
 */
export async function changeDockerConfig(
  around: Surroundings,
  edit: (config: JsonObject) => JsonObject,
): Promise<void> {
  const file = configFile(around);
  await inTurn(file, async () => {
    const config = await read(file);
    if (config === undefined) throw notWritten(file, 'not understood');
    const changed = edit(config);
    if (changed === config) return;
    try {
      await replaceFile(file, JSON.stringify(changed, null, '\t'), configModes);
    } catch (error) {
      throw notWritten(file, error instanceof Error && 'code' in error ? String(error.code) : '');
    }
  });
}

function notWritten(file: string, detail: string) {
  return refuse('storage-failed', 'The settings of the Docker CLI could not be written.', {
    facts: { file },
    ...(detail === '' ? {} : { detail }),
  });
}
