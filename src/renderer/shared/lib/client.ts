/**
 * The one client of the window. `api` is stable: it outlives every lost link. A call made while the
 * link is down waits for the next one (at most `patienceMs`); a stream that loses its link ends with
 * `link-closed`, and who wants it back subscribes again (`live.ts` does).
 */

import type { CallOptions, ClientOf, DuplexStream } from '../../../contract/define.ts';
import { ContractError, refuse } from '../../../contract/errors.ts';
import { contract, contractVersion, type LongshoreContract } from '../../../contract/index.ts';
import { type Client, connect } from '../../../wire/connect.ts';
import { openLink } from './connect-shell.ts';
import { createStore } from './store.ts';
import { backOffMs, pause } from './waits.ts';

export type Api = ClientOf<LongshoreContract>;
type Wire = Client<LongshoreContract>;

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  /** The link was lost; it is tried again by itself. `sinceMs`: when it went. */
  | { readonly kind: 'lost'; readonly sinceMs: number }
  /** This window holds no token: only a new address from the shell helps. */
  | { readonly kind: 'no-session' }
  | { readonly kind: 'version-mismatch' };

export const connectionState = createStore<ConnectionState>({ kind: 'connecting' });

/** How long a call waits for a link that is being restored. */
const patienceMs = 15_000;

let current: Wire | undefined;
let waiters: Array<(wire: Wire) => void> = [];

function adopt(wire: Wire): void {
  current = wire;
  connectionState.set({ kind: 'open' });
  const woken = waiters;
  waiters = [];
  for (const wake of woken) wake(wire);
}

function whenOpen(signal?: AbortSignal): Promise<Wire> | Wire {
  if (current) return current;
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      waiters = waiters.filter((waiter) => waiter !== wake);
      act();
    };
    const wake = (wire: Wire) => settle(() => resolve(wire));
    const onAbort = () => settle(() => reject(refuse('cancelled', 'The call was given up.')));
    const timer = setTimeout(
      () => settle(() => reject(refuse('link-closed', 'Longshore does not answer.'))),
      patienceMs,
    );
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    waiters.push(wake);
  });
}

// The proxied operations are looked up by name; their types are restored by `ClientOf` below.
type AnyOperation = (input: unknown, options?: CallOptions) => unknown;
function operationOf(wire: Wire, domain: string, name: string): AnyOperation {
  const table = wire.api as unknown as Record<string, Record<string, AnyOperation>>;
  const operation = table[domain]?.[name];
  if (!operation) throw refuse('unknown-operation', `${domain}.${name} is not in the contract.`);
  return operation;
}

function proxiedCall(domain: string, name: string): AnyOperation {
  return async (input, options) => {
    const wire = await whenOpen(options?.signal);
    return operationOf(wire, domain, name)(input, options);
  };
}

function proxiedStream(domain: string, name: string): AnyOperation {
  return async function* (input, options) {
    const wire = await whenOpen(options?.signal);
    yield* operationOf(wire, domain, name)(input, options) as AsyncIterable<unknown>;
  };
}

function proxiedDuplex(domain: string, name: string): AnyOperation {
  return (input, options) => {
    const opening = Promise.resolve(whenOpen(options?.signal)).then(
      (wire) => operationOf(wire, domain, name)(input, options) as DuplexStream<unknown, unknown>,
    );
    // Whoever sends or iterates hears of the failure; a duplex nobody uses must not raise one.
    opening.catch(() => {});
    return {
      send: async (value: unknown) => (await opening).send(value),
      end: () => void opening.then((duplex) => duplex.end()).catch(() => {}),
      async *[Symbol.asyncIterator]() {
        yield* await opening;
      },
    };
  };
}

function buildApi(): Api {
  const api: Record<string, Record<string, AnyOperation>> = {};
  for (const [domain, operations] of Object.entries(contract)) {
    const table: Record<string, AnyOperation> = {};
    for (const [name, definition] of Object.entries(operations)) {
      if (definition.kind === 'call') table[name] = proxiedCall(domain, name);
      else if (definition.kind === 'stream') table[name] = proxiedStream(domain, name);
      else table[name] = proxiedDuplex(domain, name);
    }
    api[domain] = table;
  }
  return api as unknown as Api;
}

export const api: Api = buildApi();

/** True for an error that only a new link cures. */
export function isLinkLoss(error: unknown): boolean {
  return error instanceof ContractError && error.code === 'link-closed';
}

/** Keeps a link open until the signal aborts; a refused session ends it. Call once a window. */
export async function keepConnected(signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      const wire = connect(contract, await openLink(), { version: contractVersion });
      // Proves both the link and the version before any screen waits on it.
      await wire.api.app.info({}, { signal });
      attempt = 0;
      adopt(wire);
      await wire.closed;
    } catch (error) {
      const code = reasonOf(error);
      if (code === 'no-session' || code === 'version-mismatch') {
        connectionState.set({ kind: code });
        return;
      }
    }
    current = undefined;
    connectionState.set((state) =>
      state.kind === 'lost' ? state : { kind: 'lost', sinceMs: Date.now() },
    );
    await pause(backOffMs(attempt), signal);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ContractError) return error.code;
  if (error && typeof error === 'object' && 'reason' in error) return String(error.reason);
  return 'unknown';
}
