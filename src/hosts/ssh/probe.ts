/** One look at a host after a socket could not be forwarded: what is there, and what could help. */
import { randomBytes } from 'node:crypto';
import { type RelayHost, runShort } from './relay.ts';
import { shellQuote } from './shell-quote.ts';

export type SocketState =
  | 'open' // there, and this user may use it
  | 'denied'
  | 'other' // there, but not a socket
  | 'absent';

export interface FoundSocket {
  readonly path: string;
  readonly state: SocketState;
  /** By the kernel's list; null where it says nothing. */
  readonly listening: boolean | null;
}

export const relayTools = ['docker', 'podman', 'socat', 'nc', 'python3', 'sudo'] as const;
export type RelayTool = (typeof relayTools)[number];

export interface Probe {
  /** In the order in which they are wanted. */
  readonly sockets: readonly FoundSocket[];
  /** Where each program is. */
  readonly tools: ReadonlyMap<RelayTool, string>;
  readonly groups: readonly string[];
}

/** Read by `/bin/sh` from its input, so that it does not matter which shell the user has. */
const script = `say() { printf '%s %s\\n' "$mark" "$*"; }
PATH="$PATH:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin:/snap/bin"
LC_ALL=C; export LC_ALL PATH
u=$(id -u); r=\${XDG_RUNTIME_DIR:-/run/user/$u}
look() {
  if [ -S "$1" ]; then
    if [ -r "$1" ] && [ -w "$1" ]; then s=open; else s=denied; fi
  elif [ -e "$1" ]; then s=other
  else s=absent; fi
  l=unknown
  if [ "$s" = open ] && [ -r /proc/net/unix ]; then
    p=$(readlink -f "$1") || p=$1
    if grep -F -q " $p" /proc/net/unix; then l=yes; else l=no; fi
  fi
  say socket "$s" "$l" "$1"
}
if [ -n "$wanted" ]; then look "$wanted"; else
  look /var/run/docker.sock; look "$r/docker.sock"; look "$HOME/.docker/run/docker.sock"
  look "$r/podman/podman.sock"; look /run/podman/podman.sock
fi
for t in docker podman socat python3 sudo; do
  w=$(command -v "$t") && say tool "$t" "$w"
done
w=$(command -v nc) && case $(nc -h 2>&1) in *-N*hutdown*) say tool nc "$w";; esac
say groups $(id -Gn)
say end
`;

function parse(lines: readonly string[]): Probe | undefined {
  if (!lines.includes('end')) return undefined;
  const sockets: FoundSocket[] = [];
  const tools = new Map<RelayTool, string>();
  let groups: string[] = [];
  for (const line of lines) {
    const socket = /^socket (open|denied|other|absent) (yes|no|unknown) (\/.*)$/.exec(line);
    const [, state, listening, path] = socket ?? [];
    if (state !== undefined && path !== undefined) {
      const heard = listening === 'unknown' ? null : listening === 'yes';
      sockets.push({ state: state as SocketState, path, listening: heard });
    }
    const [, name, place] = /^tool (\w+) (\/[^\u0000-\u001f]*)$/.exec(line) ?? [];
    const tool = relayTools.find((known) => known === name);
    if (tool !== undefined && place !== undefined) tools.set(tool, place);
    if (line.startsWith('groups ')) groups = line.slice(7).split(' ').slice(0, 200);
  }
  return { sockets, tools, groups };
}

/**
 * Asks the host once. Undefined when it gave no usable answer (no shell, a forced command). A line
 * counts only with a mark that was made for this question: what a login script prints is not read.
 * Throws `sessions-exhausted`, `host-gone`.
 */
export async function probeHost(
  host: RelayHost,
  { path, signal }: { path: string | undefined; signal: AbortSignal },
): Promise<Probe | undefined> {
  return probeBy(
    async (input) => (await runShort(host, { command: 'exec /bin/sh', input, signal })).output,
    path,
  );
}

/** The same by any other way to run a script on the host: `ask` gives what it printed. */
export async function probeBy(
  ask: (script: string) => Promise<string>,
  path: string | undefined,
): Promise<Probe | undefined> {
  const mark = randomBytes(12).toString('hex');
  const input = `mark=${mark}; wanted=${shellQuote(path ?? '')}\n${script}`;
  const output = await ask(input);
  const lines = output
    .split('\n')
    .filter((line) => line.startsWith(`${mark} `))
    .map((line) => line.slice(mark.length + 1));
  return parse(lines);
}
