import { refuse } from '../../contract/errors.ts';
import type { HostId } from '../../contract/ids.ts';
import { fits, type Machine, ownPlatform } from '../../contract/platforms.ts';
import { readReference } from '../../contract/reference.ts';
import type { CheckedTag } from '../../contract/registries.ts';
import { listImages } from '../../engine/images/list.ts';
import { findPlatforms } from '../../engine/registry/platforms.ts';
import { listLogins } from '../../hosts/credentials/list-logins.ts';
import { eraseLogin, storeLogin } from '../../hosts/credentials/write-login.ts';
import type { Surroundings } from '../../hosts/found-host.ts';
import type { Backbone } from '../backbone.ts';
import { createLatest } from '../flow/latest.ts';
import { recorded } from '../journal/record.ts';
import { createNewerCheck, localTags } from '../registries/newer.ts';
import type { HandlersFor } from './handlers-for.ts';

/** A picture of the check at most so often. */
const tellGapMs = 100;

/** As it stands before a repository; throws `bad-parameter`. */
function registryName(text: string): string {
  const name = text
    .trim()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');
  const reading = readReference(`${name}/x`);
  if (reading.ok && reading.reference.registryWritten) return reading.reference.registry;
  throw refuse('bad-parameter', 'A registry is a name such as registry.example:5000.', {
    facts: { field: 'registry', name: text },
  });
}

export function registryHandlers(
  backbone: Backbone,
  around: Surroundings,
): HandlersFor<'registries'> {
  const { hosts, registries, journal, settings } = backbone;
  const newer = createNewerCheck(registries);

  function machineOf(host: HostId | undefined): Machine | null {
    return host === undefined ? null : hosts.get(host).connection.status.get().engine;
  }

  return {
    tags: ({ reference, mirror }, { signal }) =>
      registries.ask(
        reference,
        async ({ registry, repository }) => {
          const { tags, more } = await registry.tags(repository, { signal });
          return { tags: [...tags], more };
        },
        { mirror },
      ),
    async platforms({ reference, host, mirror }, { signal }) {
      const machine = machineOf(host);
      const found = await registries.ask(
        reference,
        ({ registry, ...at }) => findPlatforms(registry, at, { signal }),
        { mirror },
      );
      const platforms = found.platforms.map((one) => ({
        ...one,
        fits: machine === null || one.platform === '' ? null : fits(one.platform, machine),
      }));
      return { ...found, platforms, wanted: machine === null ? '' : ownPlatform(machine) };
    },
    async list() {
      const { logins, problem } = await listLogins(around);
      return { logins: [...logins], problem };
    },
    async signIn({ registry: text, username, password }, { signal }) {
      const registry = registryName(text);
      const words = ['docker', 'login', '-u', username, registry];
      const act = { host: null, action: 'registries.signIn', subject: registry, words };
      const helper = await recorded(journal, act, async () => {
        await registries.tryLogin(registry, { kind: 'password', username, password }, signal);
        return storeLogin(around, { registry, username, password });
      });
      registries.forget(registry);
      return { helper };
    },
    async signOut({ registry: text }) {
      const registry = registryName(text);
      const words = ['docker', 'logout', registry];
      const act = { host: null, action: 'registries.signOut', subject: registry, words };
      await recorded(journal, act, () => eraseLogin(around, registry));
      registries.forget(registry);
      return {};
    },
    async agreeToPlain({ registry: text, agreed }) {
      const registry = registryName(text);
      const store = await settings;
      const others = store.latest.get().plainRegistries.filter((one) => one !== registry);
      await store.update({ plainRegistries: agreed ? [...others, registry] : others });
      registries.forget(registry);
      return {};
    },
    async *checkNewer({ host, anew }, { signal }) {
      const images = await hosts.withEngine(host, (engine) => listImages(engine, { signal }));
      const tags = localTags(images);
      const fresh: CheckedTag[] = [];
      const told = createLatest(0, { gapMs: tellGapMs });
      const stop = new AbortController();
      const over = AbortSignal.any([signal, stop.signal]);
      const tell = (checked: CheckedTag) => {
        fresh.push(checked);
        told.set(told.get() + 1);
      };
      const ended = new AbortController();
      const checking = newer.run(tags, { anew, signal: over, tell }).finally(() => ended.abort());
      // Heard of at the end; whoever leaves early has no use for it.
      checking.catch(() => {});
      try {
        for await (const _count of told.watch(AbortSignal.any([over, ended.signal]))) {
          yield { checked: fresh.splice(0), total: tags.length };
        }
        await checking;
        if (!over.aborted) yield { checked: fresh.splice(0), total: tags.length };
      } finally {
        stop.abort();
      }
    },
  };
}
