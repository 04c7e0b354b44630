import { refuse } from '../../../contract/errors.ts';
import { inTurn, replaceFile } from '../../replace-file.ts';
import { isHostName } from '../names.ts';
import { keyTypeOf } from './host-key.ts';
import { readBounded } from './load-known-hosts.ts';
import { type KnownAs, matchesHash, nameOf } from './match-names.ts';
import { parseKnownHost } from './parse-known-hosts.ts';

const modes = { file: 0o600, folder: 0o700 };

/**
 * Writes down that the host has this key: one line at the end, unless it is there. All else stays
 * as it is. Throws `bad-parameter` for a name that cannot stand in such a file and
 * `storage-failed`.
 */
export async function rememberKey(file: string, as: KnownAs, key: Uint8Array): Promise<void> {
  const line = lineFor(as, key);
  await change(file, (text) => {
    if (text.split(/\r?\n/).includes(line)) return text;
    return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;
  });
}

/**
 * The same, and the host's other keys of this type are taken out: for our own file, after a person
 * has agreed to a changed key. Lines with patterns, marks or keys of other types stay.
 */
export async function replaceKey(file: string, as: KnownAs, key: Uint8Array): Promise<void> {
  const line = lineFor(as, key);
  const type = keyTypeOf(key);
  await change(file, (text) => {
    const kept = text
      .split('\n')
      .flatMap((old) =>
        parseKnownHost(old)?.type === type ? without(old, bytewise(nameOf(as))) : [old],
      );
    while (kept.at(-1) === '') kept.pop();
    return `${[...kept, line].join('\n')}\n`;
  });
}

/** The line without this name: none where no name is left. */
function without(line: string, name: string): string[] {
  const known = parseKnownHost(line);
  if (!known || known.marker !== null) return [line];
  if (matchesHash(name, known.names)) return [];
  const names = known.names.split(',');
  const others = names.filter((other) => other.toLowerCase() !== name);
  if (others.length === names.length) return [line];
  return others.length === 0 ? [] : [line.replace(known.names, () => others.join(','))];
}

function lineFor(as: KnownAs, key: Uint8Array): string {
  const name = nameOf(as);
  const type = keyTypeOf(key);
  // What means something else in such a file, or ends a name: a pattern, a mark, a comment.
  if (!isHostName(as.alias || as.host) || /[*?!|#]/.test(name) || name.startsWith('@')) {
    throw refuse('bad-parameter', 'This name cannot be written to a known_hosts file.', {
      facts: { field: 'host' },
    });
  }
  if (type === undefined) {
    throw refuse('bad-parameter', 'This is not a host key.', { facts: { field: 'key' } });
  }
  return bytewise(`${name} ${type} ${Buffer.from(key).toString('base64')}`);
}

/**
 * One character a byte: a person's comments may be in any encoding, and go back as they came.
 */
function bytewise(text: string): string {
  return Buffer.from(text).toString('latin1');
}

async function change(file: string, edit: (text: string) => string): Promise<void> {
  await inTurn(file, async () => {
    const before = (await readBounded(file))?.toString('latin1');
    const after = edit(before ?? '');
    if (after === before) return;
    try {
      await replaceFile(file, Buffer.from(after, 'latin1'), modes);
    } catch (error) {
      const detail = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      throw refuse('storage-failed', 'The host key could not be written down.', {
        detail,
        facts: { file },
      });
    }
  });
}
