/** Where reading stops. Nothing real comes near; what does is made to fill a machine. */
import { refuse } from '../../contract/errors.ts';

export const limits = {
  /** Of all layers of one archive. 100,000 files in 20 layers each, all of them touched in every one. */
  entries: 2_000_000,
  /** One path. Linux takes 4,096 bytes in a call; tars hold longer ones that were made piece by piece. */
  nameBytes: 64 * 1024,
  /** All names of one layer. */
  namesBytes: 256 * 1024 * 1024,
  /** One header of pax, or one JSON of an archive. Manifests and configurations are some kilobytes. */
  headerBytes: 1024 * 1024,
  jsonBytes: 16 * 1024 * 1024,
  /** All JSON of one archive. */
  jsonsBytes: 64 * 1024 * 1024,
  /** One layer, unpacked. */
  layerBytes: 256 * 1024 * 1024 * 1024,
  /** Beyond the first gigabyte: gzip gives at most 1,030 times its size, real layers less than 20 times. */
  unpackedRatio: 200,
  unpackedFreeBytes: 1024 * 1024 * 1024,
  layers: 1_000,
} as const;

/** The archive contradicts itself or ends too early. `detail` is ours, for the curious. */
export function broken(detail: string): Error {
  return refuse('archive-broken', 'The archive is cut off or damaged.', { detail });
}

export function tooLarge(what: string, limit: number): Error {
  return refuse('archive-too-large', 'The archive is larger than Longshore takes.', {
    facts: { what, limit },
  });
}
