import type { RunSpec } from '../../contract/containers.ts';

const plainWord = /^[A-Za-z0-9_@%+=:,./-]+$/;
const secretName =
  /pass(word|wd|phrase)?|secret|token|api_?key|private_?key|credential|auth(?!or)/i;
const assignment = /^([A-Za-z_][A-Za-z0-9_.-]*)=(.+)$/s;
const addressPassword = /(:\/\/[^/\s:@]+):[^/\s@]+@/g;

/** What stands where a secret was. */
const mask = '***';

/** A word of a command with a secret-looking value hidden: `TOKEN=***`, `http://ann:***@host`. */
export function maskWord(word: string): string {
  const name = assignment.exec(word)?.[1];
  if (name !== undefined && secretName.test(name)) return `${name}=${mask}`;
  return word.replace(addressPassword, `$1:${mask}@`);
}

/** A command that a person can paste into a POSIX shell, secrets hidden. */
export function commandLine(words: readonly string[]): string {
  return words.map((word) => quote(maskWord(word))).join(' ');
}

function quote(word: string): string {
  return plainWord.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** The words of the `docker run` (or `create`) that equals a spec. */
export function runWords(spec: RunSpec): string[] {
  const words = ['docker', ...(spec.start ? ['run', '-d'] : ['create'])];
  const option = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') words.push(name, String(value));
  };
  const flag = (name: string, on: boolean) => {
    if (on) words.push(name);
  };
  option('--name', spec.name);
  flag('--rm', spec.autoRemove);
  flag('-i', spec.interactive);
  flag('-t', spec.tty);
  option('--platform', spec.platform);
  option('--pull', spec.pull === 'missing' ? undefined : spec.pull);
  option('--restart', restartWord(spec.restart));
  option('--network', spec.network);
  option('--hostname', spec.hostname);
  option('--user', spec.user);
  option('--workdir', spec.workingDir);
  option('--memory', spec.memoryBytes || undefined);
  option('--cpus', spec.cpus || undefined);
  for (const { name, value } of spec.env) option('-e', `${name}=${value}`);
  for (const [name, value] of Object.entries(spec.labels)) option('--label', `${name}=${value}`);
  for (const { containerPort, protocol, hostPort, hostIp } of spec.ports) {
    const host = [hostIp, hostPort ?? (hostIp ? '' : undefined)].filter(
      (part) => part !== undefined,
    );
    option(
      '-p',
      `${[...host, containerPort].join(':')}${protocol === 'tcp' ? '' : `/${protocol}`}`,
    );
  }
  for (const { kind, source, target, readOnly } of spec.mounts) {
    if (kind === 'tmpfs') option('--tmpfs', target);
    else option('-v', `${source === '' ? '' : `${source}:`}${target}${readOnly ? ':ro' : ''}`);
  }
  const [entrypoint, ...before] = spec.entrypoint ?? [];
  option('--entrypoint', entrypoint);
  return [...words, spec.image, ...before, ...(spec.command ?? [])];
}

function restartWord({ name, maximumRetryCount }: RunSpec['restart']): string | undefined {
  if (name === 'no') return undefined;
  return maximumRetryCount > 0 && name === 'on-failure' ? `${name}:${maximumRetryCount}` : name;
}
