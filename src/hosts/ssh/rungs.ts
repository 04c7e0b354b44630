/** The programs that pass bytes on to a socket, in the order in which they are tried. */
import type { Probe, RelayTool } from './probe.ts';
import { shellQuote } from './shell-quote.ts';

export interface Rung {
  /** For people. */
  readonly program: string;
  /** Words of the command line, the program by its full path. */
  readonly words: readonly string[];
}

/** As long as a stream that only speaks (logs) may last: socat ends half a second after its input. */
const socatPatienceSeconds = 7 * 24 * 3_600;

/** One line, for shells that take no line end inside quotes. Ends its half when the other has ended. */
const pythonRelay = `exec("import os,socket,sys,threading\\ns=socket.socket(socket.AF_UNIX)\\ns.connect(sys.argv[1])\\ndef up():\\n while True:\\n  b=os.read(0,65536)\\n  if not b: break\\n  s.sendall(b)\\n s.shutdown(socket.SHUT_WR)\\nthreading.Thread(target=up,daemon=True).start()\\nwhile True:\\n b=s.recv(65536)\\n if not b: break\\n while b: b=b[os.write(1,b):]\\n")`;

interface Kind {
  readonly tool: RelayTool;
  readonly program: string;
  readonly args: (path: string) => readonly string[] | undefined;
}

/** `docker` is told its socket: a context of the host's user could point elsewhere. */
const kinds: readonly Kind[] = [
  {
    tool: 'docker',
    program: 'docker system dial-stdio',
    args: (path) => ['--host', `unix://${path}`, 'system', 'dial-stdio'],
  },
  {
    tool: 'podman',
    program: 'podman system dial-stdio',
    args: (path) => ['--url', `unix://${path}`, 'system', 'dial-stdio'],
  },
  {
    tool: 'socat',
    program: 'socat',
    // Its addresses have a language of their own.
    args: (path) =>
      /^[\w./-]+$/.test(path)
        ? ['-t', String(socatPatienceSeconds), '-', `UNIX-CONNECT:${path}`]
        : undefined,
  },
  // Without -N the end of the input is lost, and a program that waits for it hangs.
  { tool: 'nc', program: 'nc', args: (path) => ['-U', '-N', path] },
  { tool: 'python3', program: 'python3', args: (path) => ['-c', pythonRelay, path] },
];

/** What the host has of them, for this socket. */
export function rungsFor(probe: Probe, path: string): Rung[] {
  return kinds.flatMap(({ tool, program, args }) => {
    const place = probe.tools.get(tool);
    const rest = args(path);
    if (place === undefined || rest === undefined) return [];
    return [{ program, words: [place, ...rest] }];
  });
}

/** `exec` and `env` mean the same in every shell; the C locale keeps what sudo says readable. */
export function commandLine(words: readonly string[]): string {
  return ['exec', 'env', 'LC_ALL=C', ...words.map(shellQuote)].join(' ');
}
