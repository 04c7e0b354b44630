import type { ConfigDifference } from '../../../contract/layers.ts';
import type { ImageFacts } from '../facts.ts';

type Field = ConfigDifference['field'];
type Values = ReadonlyMap<string, string>;

const words = (list: readonly string[]): string => (list.length === 0 ? '' : JSON.stringify(list));

/** A field that is one value has it under the empty name. */
function valuesOf({ config, platform }: ImageFacts): Record<Field, Values> {
  const one = (value: string): Values => new Map(value === '' ? [] : [['', value]]);
  const names = (list: readonly string[]): Values => new Map(list.map((name) => [name, name]));
  return {
    env: new Map(config.env.map(({ name, value }) => [name, value])),
    entrypoint: one(words(config.entrypoint)),
    command: one(words(config.command)),
    user: one(config.user),
    workingDir: one(config.workingDir),
    exposedPorts: names(config.exposedPorts),
    volumes: names(config.volumes),
    labels: new Map(Object.entries(config.labels)),
    stopSignal: one(config.stopSignal),
    platform: one(platform),
  };
}

export function configDifferences(left: ImageFacts, right: ImageFacts): ConfigDifference[] {
  const a = valuesOf(left);
  const b = valuesOf(right);
  return (Object.keys(a) as Field[]).flatMap((field) => {
    const names = [...new Set([...a[field].keys(), ...b[field].keys()])];
    return names
      .map((name) => ({
        ...{ field, name },
        left: a[field].get(name) ?? null,
        right: b[field].get(name) ?? null,
      }))
      .filter((difference) => difference.left !== difference.right);
  });
}
