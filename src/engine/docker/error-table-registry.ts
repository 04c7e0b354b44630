/** What registries answer, as engines quote it. Only for calls that can reach a registry. */
import { readReference } from '../../contract/reference.ts';
import type { RefusalRule, Said, Subject } from './refusal.ts';

const pulls = /^image-(pull|push)$/;

const about = (message: string, subject: Subject | undefined): Said => ({
  message,
  facts: { name: subject?.name ?? subject?.id ?? '' },
});

/** The registry stands in the reference that was asked for. */
function signIn(subject: Subject | undefined): Pick<Said, 'mend'> {
  const reading = readReference(subject?.name ?? '');
  return reading.ok ? { mend: { kind: 'sign-in', registry: reading.reference.registry } } : {};
}

/** The machine that was asked, where the text holds an address. */
function registryIn(text: string | undefined): string {
  return text ?? '';
}

export const registryRules: readonly RefusalRule[] = [
  {
    code: 'rate-limited',
    patterns: [/toomanyrequests/i, /429 Too Many Requests/i, /pull rate limit/i],
    operations: pulls,
    say: (_found, subject) => ({
      ...about('The registry has had too many requests from here; wait, or use a mirror.', subject),
      mend: { kind: 'use-mirror' },
    }),
  },
  {
    code: 'registry-insecure',
    patterns: [/server gave HTTP response to HTTPS client/i],
    operations: pulls,
    say: (_found, subject) => about('The registry speaks without encryption.', subject),
  },
  {
    code: 'registry-untrusted',
    patterns: [
      /x509:/i,
      /tls: failed to verify certificate/i,
      /certificate signed by unknown authority/i,
    ],
    operations: pulls,
    say: (_found, subject) =>
      about('The engine does not trust the certificate of the registry.', subject),
  },
  {
    code: 'registry-unauthorized',
    patterns: [
      /pull access denied/i,
      /no basic auth credentials/i,
      /authentication required/i,
      /unauthorized/i,
      /requested access to the resource is denied/i,
      /(?:incorrect|invalid) username(?: or |\/)password/i,
      /403 \(?Forbidden/i,
    ],
    operations: pulls,
    say: (_found, subject) => ({
      ...about('The registry wants a login for this, or has no such repository.', subject),
      ...signIn(subject),
    }),
  },
  {
    code: 'platform-unavailable',
    patterns: [
      /no matching manifest for (?<platform>\S+)/i,
      /does not match the specified platform: wanted (?<platform>[\w/.-]+)/i,
      /no image found in (?:manifest list|image index) for architecture (?<platform>[\w/.-]+)/i,
      /does not provide the specified platform \(?(?<platform>[\w/.-]*)/i,
      /cannot be used on this platform/i,
      /no suitable export target found for platform (?<platform>\S+)/i,
    ],
    say: ({ platform = '' }, subject) => ({
      message: `The image does not exist for ${platform === '' ? 'this platform' : platform}.`,
      facts: { name: subject?.name ?? subject?.id ?? '', platform },
    }),
  },
  {
    code: 'manifest-unknown',
    patterns: [
      /manifest unknown/i,
      /manifest for \S+ not found/i,
      /name unknown/i,
      /repository name not known/i,
      /failed to resolve reference .*: not found/i,
      /tag \S+ not found in repository/i,
    ],
    operations: pulls,
    say: (_found, subject) => about('The registry has no such image or tag.', subject),
  },
  {
    code: 'registry-unreachable',
    patterns: [
      /lookup (?<registry>[^\s:]+).*(?:no such host|server misbehaving|i\/o timeout|connection refused|network is unreachable)/i,
      /dial tcp (?<registry>[^\s:]+:\d+)/i,
      /(?:connect: )?connection refused/i,
      /i\/o timeout|TLS handshake timeout|Client\.Timeout exceeded|context deadline exceeded/i,
      /no route to host|network is unreachable|no such host/i,
      /Get "?https?:\/\/(?<registry>[^/"\s]+)[^"]*"?: (?:EOF|net\/http: request canceled)/i,
      /pinging container registry (?<registry>\S+):/i,
    ],
    operations: pulls,
    say: ({ registry }, subject) => ({
      message: 'The registry cannot be reached from the engine’s machine.',
      facts: { name: subject?.name ?? subject?.id ?? '', registry: registryIn(registry) },
      mend: { kind: 'use-mirror' },
    }),
  },
];
