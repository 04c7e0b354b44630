/** What the config of an image says of it, wherever its layers lie. */
import { createHash } from 'node:crypto';
import { configOf } from '../images/config-fields.ts';
import { platformText } from '../images/list.ts';
import { OciConfig, parseJson } from './archive/manifests.ts';
import { type HistoryLine, type ImageFacts, linesOf } from './facts.ts';

export interface ConfigFacts extends Pick<ImageFacts, 'imageId' | 'platform' | 'config'> {
  /** Of the unpacked layers, the lowest first. */
  readonly diffIds: readonly string[];
  readonly lines: readonly HistoryLine[];
}

/** `path`: what it is called in a refusal. Throws `archive-broken`. */
export function configFacts(
  bytes: Uint8Array | undefined,
  { path, layerCount }: { readonly path: string; readonly layerCount: number },
): ConfigFacts {
  const config = parseJson(OciConfig, bytes, path);
  const { os, architecture, variant } = config;
  const history = config.history.map(({ created, empty_layer: empty, ...line }) => ({
    ...line,
    ...{ createdAtMs: created, empty },
  }));
  const hex = createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
  return {
    imageId: `sha256:${hex}`,
    platform: platformText({ os, architecture, variant }),
    config: configOf(config.config),
    diffIds: config.rootfs.diff_ids,
    lines: linesOf(history, layerCount),
  };
}
