/** The list of volumes. */
import * as z from 'zod';
import type { CallOptions } from '../../contract/define.ts';
import type { VolumeSummary } from '../../contract/volumes.ts';
import type { Engine } from '../docker/engine.ts';
import { text } from '../docker/shapes.ts';
import { isAnonymousVolume } from './anonymous.ts';

const Rows = z.object({
  Volumes: z
    .array(z.object({ Name: text, Driver: text }))
    .nullish()
    .transform((rows) => rows ?? []),
});

/** By name. */
export async function listVolumes(
  engine: Engine,
  options: CallOptions = {},
): Promise<VolumeSummary[]> {
  const { Volumes } = await engine.json(Rows, {
    path: '/volumes',
    signal: options.signal,
    timeoutMs: 30_000,
    about: { operation: 'volume-list' },
  });
  return Volumes.map((row) => ({
    name: row.Name,
    driver: row.Driver,
    anonymous: isAnonymousVolume(row.Name),
  })).sort((a, b) => a.name.localeCompare(b.name));
}
