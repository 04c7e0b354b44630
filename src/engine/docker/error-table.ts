/**
 * The texts by which engines refuse, and what each means. Recorded from Docker 20.10, 26 to 28 and
 * Podman 4; the first rule that fits decides, so the narrow ones stand above the broad ones.
 */
import { containerRules } from './error-table-containers.ts';
import { imageRules } from './error-table-images.ts';
import { registryRules } from './error-table-registry.ts';
import { idsIn, named, nameOf, type RefusalRule } from './refusal.ts';

const otherRules: readonly RefusalRule[] = [
  {
    code: 'tls-client-certificate',
    patterns: [/Client sent an HTTP request to an HTTPS server/],
    say: () => ({ message: 'The engine takes only connections with TLS and a certificate.' }),
  },
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
