import { ContractError, type ErrorCode, refuse } from '../../contract/errors.ts';
import { canBeMirrored, mirrorHost } from '../../contract/mirror.ts';
import { defaultRegistry, type Reference, readReference } from '../../contract/reference.ts';
import { createRegistry } from '../../engine/registry/client.ts';
import { engineAuth } from '../../engine/registry/engine-auth.ts';
import { loginRefused } from '../../engine/registry/refusals.ts';
import type { Login, Registry } from '../../engine/registry/registry.ts';
import { podmanLogin } from '../../hosts/credentials/podman-logins.ts';
import { readLogin } from '../../hosts/credentials/read-login.ts';
import { registryTrust } from '../../hosts/credentials/registry-trust.ts';
import type { Surroundings } from '../../hosts/found-host.ts';
import type { SettingsStore } from '../settings/settings-store.ts';

/** A repository at the registry that has it, and what was asked of it. */
export interface Asked {
  readonly registry: Registry;
  /** In full: `library/redis`. */
  readonly repository: string;
  /** A tag or a digest. */
  readonly reference: string;
}

/** Registries as this machine reaches them, each with its login. */
export interface RegistryTable {
  /**
   * Asks the registry of a reference; `mirror` (else the one of the settings, where the default registry is not
   * reached) stands in for the default one. Throws `bad-reference`, and what the registry's refusal means.
   */
  ask<T>(
    reference: string,
    work: (asked: Asked) => Promise<T>,
    options?: { readonly mirror?: string | undefined },
  ): Promise<T>;
  /** For the engine that pushes. Throws `credential-helper`. */
  authFor(reference: string): Promise<string>;
  /** For the engine that pulls: as nobody where there is no login, or its keeper fails (what is public comes). */
  pullAuthFor(reference: string): Promise<string | undefined>;
  /** Whether the registry takes this login; nothing is kept of it. */
  tryLogin(registry: string, login: Login, signal: AbortSignal): Promise<void>;
  /** Logins or settings have changed. */
  forget(registry: string): void;
  close(): void;
}

/** The CLI may sign in or out beside us. */
const keepMs = 5 * 60_000;

/** What another login or another way may change: the next question begins anew. */
const stale: ReadonlySet<ErrorCode> = new Set([
  'registry-unauthorized',
  'registry-login-refused',
  'registry-login-expired',
  'registry-insecure',
  'registry-untrusted',
  'credential-helper',
]);

const away: ReadonlySet<ErrorCode> = new Set(['registry-unreachable', 'registry-timeout']);

interface Kept<T> {
  readonly value: T;
  readonly untilMs: number;
}

const isFresh = (kept: Kept<unknown> | undefined) =>
  kept !== undefined && kept.untilMs > Date.now();

const codeOf = (error: unknown): ErrorCode | undefined =>
  error instanceof ContractError ? error.code : undefined;

function parse(reference: string): Reference {
  const reading = readReference(reference);
  if (reading.ok) return reading.reference;
  throw refuse('bad-reference', 'This is not a valid image reference.', {
    facts: { name: reference },
  });
}

export function createRegistryTable(
  around: Surroundings,
  settings: Promise<SettingsStore>,
): RegistryTable {
  /** By registry: asking a helper may cost the person a password. */
  const logins = new Map<string, Kept<Promise<Login | null>>>();
  const clients = new Map<string, Kept<Promise<Registry>>>();
  let defaultAwayUntilMs = 0;

  function dockerLogin(name: string): Promise<Login | null> {
    const known = logins.get(name);
    if (known && isFresh(known)) return known.value;
    const value = readLogin(around, name);
    value.catch(() => logins.delete(name));
    logins.set(name, { value, untilMs: Date.now() + keepMs });
    return value;
  }

  async function open(name: string, login: Login | null): Promise<Registry> {
    const { plainRegistries } = (await settings).latest.get();
    const tls = await registryTrust(around, name);
    const plainAgreed = plainRegistries.includes(name);
    return createRegistry({ name, login, tls, plainAgreed, proxyEnv: around.env });
  }

  async function clientFor(name: string, repository: string): Promise<Registry> {
    const shared = await dockerLogin(name);
    // Podman may keep a login for one repository only.
    const own = shared ?? (await podmanLogin(around, name, repository));
    const { plainRegistries } = (await settings).latest.get();
    const isPlain = plainRegistries.includes(name) ? ' plain' : '';
    const key = `${name}/${shared === own ? '' : repository}${isPlain}`;
    const known = clients.get(key);
    if (known && isFresh(known)) return known.value;
    const value = open(name, own);
    value.catch(() => clients.delete(key));
    clients.set(key, { value, untilMs: Date.now() + keepMs });
    return value;
  }

  function forget(name: string): void {
    logins.delete(name);
    // Not closed: other questions may be under way. What is idle closes by itself.
    for (const key of clients.keys()) {
      if (key.startsWith(`${name}/`)) clients.delete(key);
    }
  }

  async function askAt<T>(name: string, at: Reference, work: (asked: Asked) => Promise<T>) {
    const { repository, tag, digest } = at;
    try {
      const registry = await clientFor(name, repository);
      return await work({ registry, repository, reference: digest ?? tag ?? 'latest' });
    } catch (error) {
      if (stale.has(codeOf(error) ?? 'internal')) forget(name);
      throw error;
    }
  }

  async function loginFor(reference: string) {
    const { registry, repository } = parse(reference);
    const login =
      (await dockerLogin(registry)) ?? (await podmanLogin(around, registry, repository));
    return { registry, login };
  }

  return {
    async ask(reference, work, { mirror } = {}) {
      const at = parse(reference);
      const fallback = (await settings).latest.get().registryMirror;
      if (!canBeMirrored(at) || (!mirror && fallback === '')) return askAt(at.registry, at, work);
      if (mirror) return askAt(mirrorHost(mirror), at, work);
      if (Date.now() < defaultAwayUntilMs) return askAt(mirrorHost(fallback), at, work);
      try {
        return await askAt(defaultRegistry, at, work);
      } catch (error) {
        if (!away.has(codeOf(error) ?? 'internal')) throw error;
        // So that a picker does not wait for the same time-out again and again.
        defaultAwayUntilMs = Date.now() + keepMs;
        return askAt(mirrorHost(fallback), at, work);
      }
    },
    async authFor(reference) {
      const { registry, login } = await loginFor(reference);
      return engineAuth(registry, login);
    },
    async pullAuthFor(reference) {
      const found = await loginFor(reference).catch(() => null);
      return found?.login ? engineAuth(found.registry, found.login) : undefined;
    },
    async tryLogin(name, login, signal) {
      const registry = await open(name, login);
      try {
        await registry.ping({ signal });
      } catch (error) {
        // Nothing but the login was asked about.
        if (codeOf(error) === 'registry-unauthorized') throw loginRefused({ registry: name });
        throw error;
      } finally {
        registry.close();
      }
    },
    forget,
    close() {
      for (const { value } of clients.values()) value.then((one) => one.close()).catch(() => {});
      clients.clear();
      logins.clear();
    },
  };
}
