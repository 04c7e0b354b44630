/**
 * The same value with every `Uint8Array` in it owning exactly its memory.
 *
 * A Node `Buffer` is a window on a pool that it shares with strangers, and a structured clone takes
 * the whole pool along: four bytes once arrived with a neighbour's secret. Values without bytes
 * come back as they are.
 */
export function withExactBytes(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Uint8Array) return exact(value);
  return Array.isArray(value) ? mapArray(value) : mapObject(value);
}

function exact(bytes: Uint8Array): Uint8Array {
  const owned = bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer;
  return owned ? bytes : new Uint8Array(bytes);
}

function mapArray(items: readonly unknown[]): readonly unknown[] {
  const mapped = items.map(withExactBytes);
  return mapped.some((item, index) => item !== items[index]) ? mapped : items;
}

function mapObject(fields: object): object {
  let copy: Record<string, unknown> | undefined;
  for (const [key, field] of Object.entries(fields)) {
    const mapped = withExactBytes(field);
    if (mapped === field) continue;
    copy ??= { ...fields };
    copy[key] = mapped;
  }
  return copy ?? fields;
}
