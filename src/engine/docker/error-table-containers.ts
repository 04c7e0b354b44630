/** Refusals about containers and the programs in them. */
import { named, nameOf, onContainer, type RefusalRule } from './refusal.ts';

export const containerRules: readonly RefusalRule[] = [
  {
    code: 'name-in-use',
    patterns: [
      /container name "\/?(?<name>[^"]+)" is already in use(?: by (?:container )?"?(?<holder>[0-9a-f]{12,64}))?/i,
      /name "?\/?(?<name>[^" ]+)"? is (?:already )?in use: container already exists/i,
      /name "?\/?(?<name>[^" ]+)"? already in use, cannot rename/i,
      /container with name "?\/?(?<name>[^" ]+)"? already exists/i,
    ],
    say: ({ name = '', holder = '' }) => ({
      message: `The name ${name} belongs to another container.`,
      facts: { name, ...(holder === '' ? {} : { id: holder }) },
      mend: { kind: 'choose-name' },
    }),
  },
  {
    code: 'port-in-use',
    patterns: [
      /Bind for (?<ip>\S*?):(?<port>\d+) failed: port is already allocated/i,
      /listen (?:tcp|udp)[46]? (?<ip>\S*?):(?<port>\d+): bind: address already in use/i,
      /failed to bind (?:host )?port for (?<ip>[\d.[\]:a-f]*?):(?<port>\d+)[:/].*address already in use/i,
      /failed to bind host port (?<ip>[\d.[\]:a-f]*?):(?<port>\d+)\/\w+: address already in use/i,
    ],
    say: ({ ip = '', port = '' }) => ({
      message: `Port ${port} of the host is taken.`,
      facts: { port: Number(port), ip },
      mend: { kind: 'choose-port' },
    }),
  },
  {
    code: 'exec-format-error',
    patterns: [/exec format error/i],
    say: () => ({
      message: 'The program is made for another processor, or is a script without a first line.',
    }),
  },
  {
    code: 'executable-not-allowed',
    patterns: [
      /exec:? "?(?<name>[^":]+)"?: permission denied/i,
      /OCI permission denied/i,
      /exec:? "?(?<name>[^":]+)"?: is a directory/i,
    ],
    say: ({ name }, about) => {
      const program = name ?? '';
      return {
        ...named(`${program === '' ? 'The program' : program} may not be executed.`, program),
        ...(about?.operation.startsWith('exec-') ? { mend: { kind: 'use-other-shell' } } : {}),
      };
    },
  },
  {
    code: 'executable-not-found',
    patterns: [
      /exec:? "?(?<name>[^":]*)"?: executable file not found/i,
      /executable file `?(?<name>[^` ]+)`? not found/i,
      /exec:? "?(?<name>[^":]+)"?: (?:stat [^:]+: )?no such file or directory/i,
      /exec user process caused:? "?no such file or directory/i,
      /OCI runtime attempted to invoke a command that was not found/i,
      /No command specified/i,
    ],
    say: ({ name }, about) => {
      const program = name ?? '';
      return {
        ...named(
          `${program === '' ? 'The program' : program} does not exist in the container.`,
          program,
        ),
        ...(about?.operation.startsWith('exec-') ? { mend: { kind: 'use-other-shell' } } : {}),
      };
    },
  },
  {
    code: 'bind-source-missing',
    patterns: [
      /bind source path does not exist: (?<path>.+?)$/im,
      /(?:statfs|lstat|stat) (?<path>\/[^:]*): no such file or directory/i,
    ],
    operations: /^container-(create|start|restart)$/,
    say: ({ path = '' }) => ({
      message: `The folder ${path} does not exist on the engine’s machine.`,
      facts: { path },
    }),
  },
  {
    code: 'already-paused',
    patterns: [/is already paused/i, /container state improper.*already paused/i],
    say: (_found, about) =>
      named(
        'The container is paused already.',
        nameOf(about),
        onContainer('unpause-container', about),
      ),
  },
  {
    code: 'not-paused',
    patterns: [/is not paused/i, /can'?t unpause/i],
    say: (_found, about) => named('The container is not paused.', nameOf(about)),
  },
  {
    code: 'container-paused',
    patterns: [
      /is paused[.,]? unpause/i,
      /container is paused/i,
      /start a paused container/i,
      /is paused and must be unpaused/i,
      /Container \S+ is paused/i,
      /as it is paused/i,
      /is running or paused, refusing/i,
    ],
    say: (_found, about) =>
      named(
        'The container is paused; resume it first.',
        nameOf(about),
        onContainer('unpause-container', about),
      ),
  },
  {
    // Podman says so with status 500 when the container goes while it is looked up.
    code: 'not-found',
    patterns: [/container (?<id>[0-9a-f]+) does not exist in database: no such container/i],
    say: ({ id = '' }, about) => {
      const name = about?.name ?? id;
      return named(`${name} does not exist on this engine.`, name);
    },
  },
  {
    code: 'removal-in-progress',
    patterns: [
      /removal of container \S+ is already in progress/i,
      /marked for removal/i,
      /is being removed/i,
    ],
    say: (_found, about) => named('The container is being removed already.', nameOf(about)),
  },
  {
    code: 'container-running',
    patterns: [
      /cannot remove a running container/i,
      /container is running: stop the container/i,
      /as it is running/i,
    ],
    say: (_found, about) =>
      named(
        'The container runs; stop it first, or remove it by force.',
        nameOf(about),
        onContainer('stop-container', about),
      ),
  },
  {
    code: 'not-running',
    patterns: [
      /is not running/i,
      /can only kill running containers/i,
      /can only create exec sessions on running containers/i,
      /is in state (?:exited|created|configured|stopped)/i,
      /can only (?:pause|attach to|stop|resize) .*running/i,
      /no running task|process already finished/i,
    ],
    say: (_found, about) =>
      named('The container does not run.', nameOf(about), onContainer('start-container', about)),
  },
  {
    code: 'already-running',
    patterns: [/is already (?:running|started)/i],
    say: (_found, about) => named('The container runs already.', nameOf(about)),
  },
];
