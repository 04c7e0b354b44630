/** JSON of other programs: an object whose shape is not ours. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object in the text, or undefined where it is no JSON or something else. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** How the key is written in the object: Go reads keys in any case. */
export function keyIn(object: JsonObject, key: string): string {
  if (Object.hasOwn(object, key)) return key;
  const small = key.toLowerCase();
  return Object.keys(object).find((each) => each.toLowerCase() === small) ?? key;
}

export function fieldOf(object: JsonObject | undefined, key: string): unknown {
  if (!object) return undefined;
  const name = keyIn(object, key);
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function objectIn(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = fieldOf(object, key);
  return isObject(value) ? value : undefined;
}

export function textIn(object: JsonObject | undefined, key: string): string | undefined {
  const value = fieldOf(object, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A copy with the key set, or taken out for `undefined`. Everything else stays as it is. */
export function withField(object: JsonObject, key: string, value: unknown): JsonObject {
  const name = keyIn(object, key);
  const { [name]: _, ...others } = object;
  return value === undefined ? others : { ...object, [name]: value };
}
