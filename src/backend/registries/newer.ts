import { ContractError, type ErrorCode, type Problem, toProblem } from '../../contract/errors.ts';
import type { ImageSummary } from '../../contract/images.ts';
import { readReference } from '../../contract/reference.ts';
import type { CheckedTag } from '../../contract/registries.ts';
import type { RegistryTable } from './registry-table.ts';

/** A local tag, and the digests under which its image came from that repository. */
export interface LocalTag {
  readonly tag: string;
  readonly registry: string;
  readonly digests: readonly string[];
}

/** What a registry says of a tag stays true for a while; a person may ask anew. */
const keepMs = 10 * 60_000;
/** Registries count requests by address; more at once would not be faster. */
const atOnce = 4;

/** What would be said of every other tag of that registry too. */
const ofAll: ReadonlySet<ErrorCode> = new Set([
  'registry-unreachable',
  'registry-timeout',
  'registry-insecure',
  'registry-untrusted',
  'registry-login-refused',
  'registry-login-expired',
  'not-a-registry',
  'rate-limited',
  'credential-helper',
]);

const placeOf = (name: string): string | null => {
  const reading = readReference(name);
  return reading.ok ? `${reading.reference.registry}/${reading.reference.repository}` : null;
};

/** Pure. What was built or loaded here has no digest of its repository; Podman's `localhost` is no registry. */
export function localTags(images: readonly ImageSummary[]): LocalTag[] {
  return images.flatMap((image) =>
    image.tags.flatMap((tag) => {
      const place = placeOf(tag);
      if (place === null) return [];
      const digests = image.digests.flatMap((one) => {
        const [name = '', digest = ''] = one.split('@');
        return placeOf(name) === place ? [digest] : [];
      });
      const registry = place.slice(0, place.indexOf('/'));
      return [{ tag, registry, digests: registry === 'localhost' ? [] : digests }];
    }),
  );
}

const verdict = (
  tag: string,
  state: CheckedTag['state'],
  more: Partial<CheckedTag> = {},
): CheckedTag => ({ tag, state, digest: null, problem: null, ...more });

export interface NewerCheck {
  /** Tells of each tag as it is known. Resolves when all are. */
  run(
    tags: readonly LocalTag[],
    options: {
      readonly anew: boolean;
      readonly signal: AbortSignal;
      readonly tell: (checked: CheckedTag) => void;
    },
  ): Promise<void>;
}

export function createNewerCheck(table: RegistryTable): NewerCheck {
  const known = new Map<string, { readonly digest: string; readonly untilMs: number }>();

  async function digestAt(tag: string, options: { anew: boolean; signal: AbortSignal }) {
    const { anew, signal } = options;
    const kept = known.get(tag);
    if (kept && !anew && kept.untilMs > Date.now()) return kept.digest;
    const { digest } = await table.ask(tag, ({ registry, repository, reference }) =>
      registry.head(repository, reference, { signal }),
    );
    known.set(tag, { digest, untilMs: Date.now() + keepMs });
    return digest;
  }

  return {
    async run(tags, { anew, signal, tell }) {
      const byRegistry = Map.groupBy(
        tags.filter(({ digests }) => digests.length > 0),
        ({ registry }) => registry,
      );
      for (const { tag, digests } of tags)
        if (digests.length === 0) tell(verdict(tag, 'local-only'));

      async function work(queue: LocalTag[], shared: { problem: Problem | null }): Promise<void> {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          const { tag, digests } = next;
          if (signal.aborted) return;
          if (shared.problem) {
            tell(verdict(tag, 'unknown', { problem: shared.problem }));
            continue;
          }
          try {
            const digest = await digestAt(tag, { anew, signal });
            tell(verdict(tag, digests.includes(digest) ? 'same' : 'newer', { digest }));
          } catch (error) {
            const problem = toProblem(error);
            if (error instanceof ContractError && ofAll.has(error.code)) shared.problem = problem;
            tell(verdict(tag, 'unknown', { problem }));
          }
        }
      }
      const works = [...byRegistry.values()].flatMap((queue) => {
        const shared = { problem: null };
        const count = Math.min(atOnce, queue.length);
        return Array.from({ length: count }, () => work(queue, shared));
      });
      await Promise.all(works);
    },
  };
}
