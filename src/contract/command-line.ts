/**
 * The `docker` command that an action equals: for the journal, and for a person who wants to read or
 * copy it. Words first (what a program would be given), then a line quoted for a POSIX shell. Pure.
 */
import type { CommitSpec, MountSpec, PortSpec, RunSpec } from './containers.ts';
import { maskWord } from './secrets.ts';

const plainWord = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** One word, quoted for a POSIX shell where it needs it. */
export function shellWord(word: string): string {
  return plainWord.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

export interface LineOptions {
  /** `shown` only where a person copies what they themselves typed. */
  readonly secrets: 'masked' | 'shown';
}

/** A line that can be pasted into a POSIX shell; secret-looking values are masked unless asked. */
export function shellLine(
  words: readonly string[],
  { secrets }: LineOptions = { secrets: 'masked' },
): string {
  return words.map((word) => shellWord(secrets === 'masked' ? maskWord(word) : word)).join(' ');
}

/** `['stop', '-t', '5', 'my web']` → `docker stop -t 5 'my web'`. */
export function dockerLine(args: readonly string[]): string {
  return shellLine(['docker', ...args]);
}

/** `docker run` (or `create`) for a spec, as one line. */
export function dockerRunLine(spec: RunSpec, options?: LineOptions): string {
  return shellLine(dockerRunWords(spec), options);
}

const option = (name: string, value: string | number | undefined): string[] =>
  value === undefined || value === '' ? [] : [name, String(value)];

/** The words of every other action. A stop's 10 seconds are docker's own default and are not said. */
export const dockerWords = {
  start: (name: string) => ['docker', 'start', name],
  stop: (name: string, timeoutSeconds = 10) => ['docker', 'stop', ...time(timeoutSeconds), name],
  restart: (name: string, timeoutSeconds = 10) => [
    ...['docker', 'restart', ...time(timeoutSeconds), name],
  ],
  pause: (name: string) => ['docker', 'pause', name],
  unpause: (name: string) => ['docker', 'unpause', name],
  kill: (name: string, signal: string) => ['docker', 'kill', '-s', signal, name],
  rename: (name: string, to: string) => ['docker', 'rename', name, to],
  remove: (name: string, { force = false, volumes = false } = {}) => [
    ...['docker', 'rm', ...(force ? ['-f'] : []), ...(volumes ? ['-v'] : []), name],
  ],
  pull: (reference: string, platform?: string) => [
    ...['docker', 'pull', ...option('--platform', platform), reference],
  ],
  commit: (
    name: string,
    { reference, author, message, pause = true, changes = [] }: Committing,
  ) => [
    ...['docker', 'commit', ...option('-a', author), ...option('-m', message)],
    ...(pause ? [] : ['--pause=false']),
    ...changes.flatMap((change) => ['-c', change]),
    ...[name, ...(reference ? [reference] : [])],
  ],
  push: (reference: string) => ['docker', 'push', reference],
  tag: (image: string, reference: string) => ['docker', 'tag', image, reference],
  removeImage: (image: string, { force = false } = {}) => [
    ...['docker', 'rmi', ...(force ? ['-f'] : []), image],
  ],
};

/** With what a spec has by itself left out. */
type Committing = Partial<CommitSpec>;

const time = (seconds: number) => (seconds === 10 ? [] : ['-t', String(seconds)]);

/** The words of the `docker run` (or `create`) that equals a spec. */
export function dockerRunWords(spec: RunSpec): string[] {
  const [entrypoint, ...before] = spec.entrypoint ?? [];
  return [
    ...['docker', ...(spec.start ? ['run', '-d'] : ['create'])],
    ...option('--name', spec.name),
    ...(spec.autoRemove ? ['--rm'] : []),
    ...(spec.interactive ? ['-i'] : []),
    ...(spec.tty ? ['-t'] : []),
    ...option('--platform', spec.platform),
    ...option('--pull', spec.pull === 'missing' ? undefined : spec.pull),
    ...option('--restart', restartWord(spec.restart)),
    ...option('--network', spec.network),
    ...option('--hostname', spec.hostname),
    ...option('--user', spec.user),
    ...option('--workdir', spec.workingDir),
    ...option('--memory', spec.memoryBytes ? memoryWord(spec.memoryBytes) : undefined),
    ...option('--cpus', spec.cpus || undefined),
    ...spec.env.flatMap(({ name, value }) => ['-e', `${name}=${value}`]),
    ...Object.entries(spec.labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
    ...spec.ports.flatMap((port) => ['-p', portWord(port)]),
    ...spec.mounts.flatMap(mountWords),
    ...option('--entrypoint', entrypoint),
    ...[spec.image, ...before, ...(spec.command ?? [])],
  ];
}

function restartWord({ name, maximumRetryCount }: RunSpec['restart']): string | undefined {
  if (name === 'no') return undefined;
  return maximumRetryCount > 0 && name === 'on-failure' ? `${name}:${maximumRetryCount}` : name;
}

/** In docker's binary units where it comes out even: `512m`. */
function memoryWord(bytes: number): string {
  const [suffix, unit] = (
    [
      ['g', 2 ** 30],
      ['m', 2 ** 20],
      ['k', 2 ** 10],
    ] as const
  ).find(([, size]) => bytes % size === 0) ?? ['', 1];
  return `${bytes / unit}${suffix}`;
}

function portWord({ containerPort, protocol, hostPort, hostIp }: PortSpec): string {
  // An IPv6 address holds colons itself.
  const ip = hostIp?.includes(':') ? `[${hostIp}]` : hostIp;
  const host = ip ? [ip, hostPort ?? ''] : hostPort === undefined ? [] : [hostPort];
  return `${[...host, containerPort].join(':')}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

/**
 * A named volume in the short form that people know. A bind in the long one: with `-v` docker would
 * make a missing folder, which Longshore does not. Long as well where the short one cannot say it.
 */
function mountWords({ kind, source, target, readOnly }: MountSpec): string[] {
  if (kind === 'tmpfs') return ['--tmpfs', `${target}${readOnly ? ':ro' : ''}`];
  const short = kind === 'volume' && source !== '' && !target.includes(':');
  if (short) return ['-v', `${source}:${target}${readOnly ? ':ro' : ''}`];
  if (kind === 'volume' && source === '' && !readOnly && !target.includes(':')) {
    return ['-v', target];
  }
  const fields = [`type=${kind}`, ...(source === '' ? [] : [`source=${source}`])];
  const all = [...fields, `target=${target}`, ...(readOnly ? ['readonly'] : [])];
  return ['--mount', all.map(csvField).join(',')];
}

/** `--mount` is read as a line of CSV. */
function csvField(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
