/** Which keys are offered to a server, in which order, and what each needs before it signs. */
import type { ParsedKey } from 'ssh2';
import { ContractError, type Problem, refuse } from '../../contract/errors.ts';
import { type AgentKey, listAgentKeys } from './agent-keys.ts';
import type { SshHop } from './hop.ts';
import { type KeyFile, readKeyFile } from './key-file.ts';

export interface OfferedKey {
  /** For people: a file's name, or what the agent calls it. */
  readonly name: string;
  /** Null: the file must be unlocked to know. */
  readonly publicKey: ParsedKey | null;
  /** Called only once the server would take this key. */
  readonly by: AgentKey | KeyFile;
}

export interface Offer {
  readonly keys: readonly OfferedKey[];
  /** Files that a person named and that cannot be used. */
  readonly unusable: readonly { readonly name: string; readonly problem: Problem }[];
}

const same = (one: ParsedKey | null, other: ParsedKey): boolean =>
  one?.getPublicSSH().equals(other.getPublicSSH()) === true;

interface FileRead {
  readonly file?: KeyFile;
  readonly required: boolean;
  readonly unusable?: { readonly name: string; readonly problem: Problem };
}

async function read(wanted: SshHop['keyFiles'][number]): Promise<FileRead> {
  const { path, required } = wanted;
  const unusable = (problem: Problem) => ({ required, unusable: { name: path, problem } });
  try {
    const file = await readKeyFile(path);
    if (file !== undefined) return { file, required };
    const absent = refuse('key-unusable', `There is no key ${path}.`, { facts: { file: path } });
    return required ? unusable(absent.problem) : { required };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return required ? unusable(error.problem) : { required };
  }
}

/**
 * Named keys first, then what else the agent holds, then the usual files: a server counts each
 * offer, and closes after six.
 */
export async function offerKeys(hop: SshHop, signal: AbortSignal): Promise<Offer> {
  const agent = hop.agent === null ? [] : await listAgentKeys(hop.agent, signal);
  const entries = await Promise.all(hop.keyFiles.map(read));
  const files = entries.filter((entry) => entry.file !== undefined);
  const offered = (file: KeyFile): OfferedKey | undefined => {
    const held = agent.find((key) => same(file.publicKey, key.publicKey));
    if (held === undefined && file.secret === null) return undefined;
    return { name: file.name, publicKey: file.publicKey, by: held ?? file };
  };
  const pick = (required: boolean): OfferedKey[] =>
    files
      .filter((entry) => entry.required === required)
      .flatMap(({ file }) => (file === undefined ? [] : (offered(file) ?? [])));
  const named = pick(true);
  const usual = pick(false);
  const taken = new Set([...named, ...usual].map((key) => key.by));
  const others = hop.identitiesOnly ? [] : agent.filter((key) => !taken.has(key));
  return {
    keys: [
      ...named,
      // A usual file that the agent holds keeps its place among the agent's keys.
      ...usual.filter((key) => !('path' in key.by)),
      ...others.map((key) => ({ name: key.name, publicKey: key.publicKey, by: key })),
      ...usual.filter((key) => 'path' in key.by),
    ],
    unusable: entries.flatMap((entry) => entry.unusable ?? []),
  };
}
