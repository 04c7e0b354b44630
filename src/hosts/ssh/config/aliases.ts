import { isHostName } from '../names.ts';
import type { ConfigFile, Criterion, SshConfig } from './model.ts';

/** A name that the configuration has something to say of. */
export interface Alias {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** The names that a person could choose, in the order of the files, each once: no patterns. */
export function aliases(config: SshConfig): Alias[] {
  const found = new Map<string, Alias>();
  for (const file of config.files) collect(file, found);
  return [...found.values()];
}

function collect(file: ConfigFile, found: Map<string, Alias>): void {
  for (const entry of file.entries) {
    if (entry.kind === 'included') {
      for (const included of entry.files) collect(included, found);
    } else if (entry.kind !== 'option') {
      const names = entry.kind === 'host' ? entry.patterns : entry.criteria.flatMap(namesIn);
      for (const name of names) {
        if (/[*?!]/.test(name) || !isHostName(name) || found.has(name)) continue;
        found.set(name, { name, ...entry.at });
      }
    }
  }
}

function namesIn({ name, negated, value }: Criterion): string[] {
  return !negated && (name === 'host' || name === 'originalhost') ? value.split(',') : [];
}
