/**
 * The texts by which engines refuse, and what each means. Recorded from Docker 20.10, 26 to 28 and
 * Podman 4; the first rule that fits decides, so the narrow ones stand above the broad ones.
 */
import type { ErrorCode, Mend, Problem } from '../../contract/errors.ts';
import { registryRules } from './error-table-registry.ts';
import type { Subject } from './errors.ts';

export type Groups = Readonly<Record<string, string | undefined>>;

export interface RefusalRule {
  readonly code: ErrorCode;
  readonly patterns: readonly RegExp[];
  /** Only for these operations. */
  readonly operations?: RegExp;
  readonly status?: number;
  say(found: Groups, about: Subject | undefined): Said;
}

export type Said = Pick<Problem, 'message' | 'facts' | 'mend'>;

const nameOf = (about: Subject | undefined, found?: string): string =>
  found ?? about?.name ?? about?.id ?? '';

/** A sentence and the name in it; the mend only where the id is known. */
function named(message: string, name: string, mend?: Mend): Said {
  return { message, facts: { name }, ...(mend === undefined ? {} : { mend }) };
}

/** The mend that acts on the container that the call was about. */
function onContainer(
  kind: 'start-container' | 'unpause-container' | 'stop-container',
  about: Subject | undefined,
): Mend | undefined {
  const ours = about?.operation.startsWith('container-') || about?.operation.startsWith('exec-');
  return ours && about?.id !== undefined ? { kind, id: about.id } : undefined;
}

/** Ids of containers in a text, as far as the engine prints them. */
function idsIn(text: string | undefined): string[] {
  return text?.match(/\b[0-9a-f]{12,64}\b/g) ?? [];
}

const containerRules: readonly RefusalRule[] = [
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

const imageRules: readonly RefusalRule[] = [
  {
    code: 'image-in-use',
    patterns: [
      /container (?<ids>[0-9a-f]{12,64}) is using its referenced image/i,
      /image is being used by (?<state>running|stopped)? ?container (?<ids>[0-9a-f]{12,64})/i,
      /image used by (?<ids>[0-9a-f]{12,64}): image is in use/i,
      /image is in use by (?:a container|(?<ids>.*))/i,
    ],
    say: ({ ids, state = '' }, about) => {
      const found = idsIn(ids);
      return {
        message: 'Containers are made from this image; remove them first.',
        facts: { name: nameOf(about), count: found.length, state },
        ...(found.length === 0 ? {} : { mend: { kind: 'show-containers', ids: found } }),
      };
    },
  },
  {
    code: 'image-has-children',
    patterns: [/has dependent (?:child )?images/i, /image has children/i],
    say: (_found, about) => named('Other images are built on this one.', nameOf(about)),
  },
  {
    code: 'image-in-use',
    patterns: [
      /image is referenced in multiple repositories/i,
      /unable to remove image with multiple/i,
    ],
    say: (_found, about) => ({
      message: 'The image has several names; remove these one by one.',
      facts: { name: nameOf(about), count: 0, state: 'tags' },
    }),
  },
  {
    code: 'bad-reference',
    patterns: [
      /invalid reference format/i,
      /repository name .*must be lowercase/i,
      /(?:parsing|normalizing) (?:reference|name|image)/i,
      /is not a valid repository\/tag/i,
    ],
    say: (_found, about) => named('This is not a valid image reference.', nameOf(about)),
  },
  {
    code: 'image-not-found',
    patterns: [
      /No such image:? ?(?<name>\S+?)?\.?$/im,
      /(?<name>\S+): image not known/i,
      /unable to find '?(?<name>\S+?)'? in local storage/i,
      /reference does not exist/i,
      /failed to find image (?<name>\S+?):/i,
    ],
    say: ({ name }, about) => {
      const reference = nameOf(about, name);
      const creating = about?.operation === 'container-create';
      return named(
        `The image ${reference} is not on this engine.`,
        reference,
        creating ? { kind: 'pull-image', reference } : undefined,
      );
    },
  },
  {
    code: 'wrong-archive',
    patterns: [
      /archive\/tar: invalid tar header/i,
      /does not contain a manifest\.json/i,
      /invalid archive/i,
      /open .*\/(?:repositories|json|manifest\.json): no such file or directory/i,
      /payload does not match any of the supported image formats/i,
      /unexpected EOF/i,
    ],
    operations: /^image-(load|import)$/,
    say: (_found, about) => named('The file is not what this takes.', nameOf(about)),
  },
];

const otherRules: readonly RefusalRule[] = [
  {
    code: 'api-out-of-range',
    patterns: [
      /client version (?<client>[\d.]+) is too (?<side>new|old)\. (?:Maximum|Minimum) supported API version is (?<limit>[\d.]+)/i,
      /client API version is too (?<side>old|new)/i,
    ],
    say: ({ client = '', limit = '', side = '' }) => ({
      message:
        side === 'old'
          ? 'The engine no longer speaks this version of the API: update Longshore.'
          : 'The engine does not speak this version of the API yet: update the engine.',
      facts: { client, limit, side: side === 'old' ? 'longshore' : 'engine' },
    }),
  },
  {
    code: 'network-not-found',
    patterns: [
      /network "?(?<name>[^" ]+)"? not found/i,
      /No such network:? ?(?<name>\S+)?/i,
      /unable to find network (?:configuration )?(?:with name or ID )?"?(?<name>[^":]+)"?/i,
      /network not found$/i,
    ],
    say: ({ name }, about) => {
      const network = nameOf(about, name);
      return named(`The network ${network} does not exist on this engine.`, network);
    },
  },
  {
    code: 'volume-in-use',
    patterns: [
      /volume is in use - \[(?<ids>[^\]]*)\]/i,
      /volume (?<name>\S+) is being used by the following container\(s\): (?<ids>[0-9a-f, ]+)/i,
      /volume is (?:being used|in use)/i,
    ],
    say: ({ ids }, about) => {
      const found = idsIn(ids);
      return {
        message: 'Containers use this volume; remove them first.',
        facts: { name: nameOf(about), count: found.length },
        ...(found.length === 0 ? {} : { mend: { kind: 'show-containers', ids: found } }),
      };
    },
  },
  {
    code: 'volume-not-found',
    patterns: [/(?:get (?<name>\S+): )?no such volume/i, /no volume with name "(?<name>[^"]+)"/i],
    say: ({ name }, about) => {
      const volume = nameOf(about, name);
      return named(`The volume ${volume} does not exist on this engine.`, volume);
    },
  },
  {
    code: 'bad-parameter',
    patterns: [/invalid container name/i, /names must match/i, /invalid signal/i],
    say: (_found, about) => named('The engine does not take this name or value.', nameOf(about)),
  },
  {
    code: 'no-space',
    patterns: [/no space left on device/i, /disk quota exceeded/i],
    say: () => ({ message: 'The disk of the engine’s machine is full.' }),
  },
  {
    code: 'resource-limit',
    patterns: [
      /Range of CPUs is from/i,
      /Minimum memory limit allowed/i,
      /error setting rlimit/i,
      /available, non-overlapping/i,
      /address pools have been fully subnetted/i,
      /cannot allocate memory/i,
    ],
    say: () => ({ message: 'The engine’s machine cannot give what was asked.' }),
  },
];

export const refusalRules: readonly RefusalRule[] = [
  ...registryRules,
  ...containerRules,
  ...imageRules,
  ...otherRules,
];
