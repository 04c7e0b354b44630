/** What a container starts with: the same object in an engine's answer and in the image's own configuration. */
import * as z from 'zod';
import type { ImageConfig } from '../../contract/images.ts';
import { envPairs, text, textMap, texts } from '../docker/shapes.ts';

const words = z
  .union([z.array(z.string()), z.string().transform((one) => (one === '' ? [] : [one]))])
  .catch([]);
/** `{"8080/tcp": {}}` */
const keys = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform((map) => Object.keys(map));

export const ConfigFields = z.object({
  Entrypoint: words,
  Cmd: words,
  Env: texts,
  User: text,
  WorkingDir: text,
  ExposedPorts: keys,
  Volumes: keys,
  Labels: textMap,
  StopSignal: text,
});
type ConfigFields = z.output<typeof ConfigFields>;

export function configOf(fields: ConfigFields | null | undefined): ImageConfig {
  return {
    entrypoint: fields?.Entrypoint ?? [],
    command: fields?.Cmd ?? [],
    env: envPairs(fields?.Env ?? []),
    user: fields?.User ?? '',
    workingDir: fields?.WorkingDir ?? '',
    exposedPorts: fields?.ExposedPorts ?? [],
    volumes: fields?.Volumes ?? [],
    labels: fields?.Labels ?? {},
    stopSignal: fields?.StopSignal ?? '',
  };
}
