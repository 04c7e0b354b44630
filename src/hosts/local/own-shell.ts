/** The person's own shell on this machine, and the environment that it starts with. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { delimiter, isAbsolute, posix, win32 } from 'node:path';
import type { Surroundings } from '../found-host.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Around = Pick<Surroundings, 'platform' | 'env'>;

/** Ours, of the Electron that carries us, and of the npm that started us: not the person's. */
const ours = /^(ELECTRON_|LONGSHORE_|npm_|NODE_(OPTIONS|CHANNEL_)|(NODE|INIT_CWD|COLOR)$)/i;
/** Of a terminal around us; ours is another one. */
const others = new Set(['COLUMNS', 'LINES', 'TERMCAP', 'WINDOWID', 'TMUX', 'TMUX_PANE', 'STY']);
/** Whatever else says which engine the command line speaks to, and how. */
const engineChoice = /^DOCKER_(HOST|CONTEXT|TLS|TLS_VERIFY|CERT_PATH|API_VERSION)$/i;
/** What `npm run` puts before the person's own path. */
const ourPath = /[\\/]node_modules[\\/](\.bin$|npm[\\/]|@npmcli[\\/]|node-linux-)/;

/** Pure. `dockerHost` is the only word about engines that is left. */
export function shellEnvironment(env: Environment, dockerHost: string): Record<string, string> {
  const kept: Record<string, string> = {};
  const startedByNpm = Object.keys(env).some((name) => /^npm_/i.test(name));
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || ours.test(name) || others.has(name)) continue;
    if (engineChoice.test(name)) continue;
    kept[name] = startedByNpm && /^path$/i.test(name) ? withoutOurPath(value) : value;
  }
  return { ...kept, TERM: 'xterm-256color', COLORTERM: 'truecolor', DOCKER_HOST: dockerHost };
}

function withoutOurPath(path: string): string {
  return path
    .split(delimiter)
    .filter((folder) => !ourPath.test(folder))
    .join(delimiter);
}

export interface ShellCommand {
  /** What the person sees. */
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * `$SHELL`, else the account's shell, else what is always there. `preferred` (a name or a path, from
 * the settings) comes after the account's own: it was chosen for containers.
 */
export async function ownShell(around: Around, preferred: string): Promise<ShellCommand> {
  const { platform, env } = around;
  if (platform === 'win32') return windowsShell(env);
  const wanted = [env.SHELL, accountShell(), preferred.trim(), '/bin/sh'];
  for (const shell of wanted) {
    if (!shell || !isAbsolute(shell) || !(await isExecutable(shell))) continue;
    return throughSh(shell, platform);
  }
  return throughSh('/bin/sh', platform);
}

/**
 * Says first that the terminal speaks UTF-8, so that a backspace takes a whole character: the library
 * says so only where it decodes the output itself. On macOS a terminal's shell is a login shell.
 */
function throughSh(shell: string, platform: NodeJS.Platform): ShellCommand {
  const login = platform === 'darwin' ? ['-l'] : [];
  const script = 'stty iutf8 2>/dev/null; exec "$0" "$@"';
  return { name: shell, file: '/bin/sh', args: ['-c', script, shell, ...login] };
}

function windowsShell(env: Environment): ShellCommand {
  const root = env.SystemRoot ?? env.SYSTEMROOT ?? 'C:\\Windows';
  const file = win32.join(root, 'System32\\WindowsPowerShell\\v1.0\\powershell.exe');
  return { name: 'powershell.exe', file, args: ['-NoLogo'] };
}

function accountShell(): string | null {
  try {
    return userInfo().shell;
  } catch {
    // An account that no list of users knows.
    return null;
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(posix.normalize(path), constants.X_OK).then(
    () => true,
    () => false,
  );
}
