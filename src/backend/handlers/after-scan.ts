import { contract, type LongshoreContract } from '../../contract/index.ts';
import type { HandlersFor } from './handlers-for.ts';

type Handler = (...input: readonly unknown[]) => unknown;

/**
 * The same handlers, each waiting until it is known which hosts there are: a window that opens faster than that
 * must not be told that its host does not exist, or that there is none.
 */
export function afterScan<D extends keyof LongshoreContract>(
  domain: D,
  scanned: Promise<void>,
  handlers: HandlersFor<D>,
): HandlersFor<D> {
  const definitions = contract[domain] as Record<string, { readonly kind: string }>;
  const wrapped = Object.entries(handlers as Record<string, Handler>).map(([name, handler]) => {
    if (definitions[name]?.kind === 'call') {
      const call: Handler = async (...input) => {
        await scanned;
        return handler(...input);
      };
      return [name, call];
    }
    const stream: Handler = async function* (...input) {
      await scanned;
      yield* handler(...input) as AsyncIterable<unknown>;
    };
    return [name, stream];
  });
  return Object.fromEntries(wrapped) as HandlersFor<D>;
}
