import { matchesHostList, matchesList, matchesPatterns } from '../patterns.ts';
import type { ConfigFile, Criterion, MatchLine, Place, SshConfig } from './model.ts';
import { take, type Values } from './values.ts';

/** One pass over the configuration for one host. */
export interface Pass {
  /** What `Host` is compared with: the name as typed, in the final pass the one that it stands for. */
  readonly host: string;
  /** As typed. */
  readonly original: string;
  readonly final: boolean;
  /** Grows with each line that is taken. */
  readonly values: Values;
  /** The name that `Match host` looks at, from the values so far. */
  readonly currentHost: () => string;
  /** Called for the command of each `Match exec` that OpenSSH would run, with what it could be. */
  readonly onExec: (command: string, at: Place) => void;
  /** Lines that were passed over, because only OpenSSH itself can tell whether they count. */
  readonly unjudged: Place[];
  /** Set by a `Match final`. */
  wantsFinal: boolean;
}

/** Takes every option of the configuration that counts for the host of the pass. */
export function walk(config: SshConfig, pass: Pass): void {
  for (const file of config.files) walkFile(file, config, { pass, active: true, never: false });
}

interface Walking {
  readonly pass: Pass;
  readonly active: boolean;
  /** Inside of an include whose line does not count: no `Host` in it does. */
  readonly never: boolean;
}

function walkFile(file: ConfigFile, config: SshConfig, { pass, never, ...start }: Walking): void {
  let active = start.active;
  for (const entry of file.entries) {
    if (entry.kind === 'host') {
      active = !never && matchesPatterns(pass.host, entry.patterns);
    } else if (entry.kind === 'match') {
      active = judge(entry, config, { pass, never });
    } else if (entry.kind === 'option') {
      if (active) take(pass.values, entry);
    } else {
      if (active && !entry.complete) pass.unjudged.push(entry.at);
      for (const included of entry.files) {
        walkFile(included, config, { pass, active, never: never || !active });
      }
    }
  }
}

/** Evaluates a `Match`. What only a command could tell counts as no match, and is reported. */
function judge(
  line: MatchLine,
  config: SshConfig,
  { pass, never }: { readonly pass: Pass; readonly never: boolean },
): boolean {
  // Even a negated one asks for the pass.
  if (line.criteria.some(({ name }) => name === 'final')) pass.wantsFinal = true;
  let unknown = false;
  for (const criterion of line.criteria) {
    const matches = matchOf(criterion, config, pass);
    if (matches === undefined) {
      if (criterion.name === 'exec') pass.onExec(criterion.value, line.at);
      unknown = true;
    } else if (matches === criterion.negated) return false;
  }
  if (unknown && !never) pass.unjudged.push(line.at);
  return !unknown && !never;
}

/** Undefined where it cannot be told without running something. */
function matchOf({ name, value }: Criterion, config: SshConfig, pass: Pass): boolean | undefined {
  const { person } = config;
  switch (name) {
    case 'all':
      return true;
    case 'canonical':
    case 'final':
      return pass.final;
    case 'host':
      return matchesHostList(pass.currentHost(), value);
    case 'originalhost':
      return matchesHostList(pass.original, value);
    case 'user':
      return matchesList(pass.values.get('user')?.[0]?.words[0] ?? person.userName, value);
    case 'localuser':
      return matchesList(person.userName, value);
    case 'tagged':
      return matchesList(pass.values.get('tag')?.[0]?.words[0] ?? '', value);
    default:
      return undefined;
  }
}
