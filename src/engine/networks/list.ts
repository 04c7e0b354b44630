/** The list of networks. */
import * as z from 'zod';
import type { CallOptions } from '../../contract/define.ts';
import type { NetworkSummary } from '../../contract/networks.ts';
import type { Engine } from '../docker/engine.ts';
import { flag, text } from '../docker/shapes.ts';

const Rows = z
  .array(z.object({ Id: text, Name: text, Driver: text, Internal: flag }))
  .nullable()
  .transform((rows) => rows ?? []);

/** By name. */
export async function listNetworks(
  engine: Engine,
  options: CallOptions = {},
): Promise<NetworkSummary[]> {
  const rows = await engine.json(Rows, {
    path: '/networks',
    signal: options.signal,
    timeoutMs: 30_000,
    about: { operation: 'network-list' },
  });
  return rows
    .map((row) => ({ id: row.Id, name: row.Name, driver: row.Driver, internal: row.Internal }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
