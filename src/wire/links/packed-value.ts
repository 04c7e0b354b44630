/**
 * A value as `u32 length, JSON, raw bytes`. The JSON is `{ v, b? }`: `v` is the value with `null`
 * where bytes were, `b` says of each where it belongs and how long it is: `[["v", "chunk"], 512]`.
 * So bytes stay bytes inside objects too, without base64 and without a marker that a value could
 * counterfeit.
 */
type Path = readonly (string | number)[];
type Section = readonly [Path, number];

interface Found {
  readonly path: Path;
  readonly bytes: Uint8Array;
}

const lengthBytes = 4;

export function packValue(value: unknown): Uint8Array[] {
  const found: Found[] = [];
  const text = extract(value, ['v'], found);
  const packed =
    found.length === 0
      ? { v: text }
      : { v: text, b: found.map(({ path, bytes }): Section => [path, bytes.byteLength]) };
  const json = new TextEncoder().encode(JSON.stringify(packed));
  const length = new Uint8Array(lengthBytes);
  new DataView(length.buffer).setUint32(0, json.byteLength);
  return [length, json, ...found.map(({ bytes }) => bytes)];
}

/** Undefined for what was not packed by `packValue`. Never throws. */
export function unpackValue(body: Uint8Array): { readonly value: unknown } | undefined {
  if (body.byteLength < lengthBytes) return undefined;
  const jsonBytes = new DataView(body.buffer, body.byteOffset).getUint32(0);
  if (jsonBytes > body.byteLength - lengthBytes) return undefined;
  const holder = parseJson(body.subarray(lengthBytes, lengthBytes + jsonBytes));
  if (!isRecord(holder)) return undefined;
  let offset = lengthBytes + jsonBytes;
  for (const section of Array.isArray(holder.b) ? holder.b : []) {
    const parsed = parseSection(section);
    if (parsed === undefined || offset + parsed[1] > body.byteLength) return undefined;
    const bytes = new Uint8Array(body.subarray(offset, offset + parsed[1]));
    offset += parsed[1];
    if (!place(holder, parsed[0], bytes)) return undefined;
  }
  return offset === body.byteLength ? { value: holder.v } : undefined;
}

/**
 * The value without its bytes, which are put into `found`; the same object if it has none. `path`
 * is where the walk stands: one array for all of it, because most values hold no bytes.
 */
function extract(value: unknown, path: (string | number)[], found: Found[]): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Uint8Array) {
    found.push({ path: [...path], bytes: value });
    return null;
  }
  const before = found.length;
  const step = (key: string | number, child: unknown): unknown => {
    path.push(key);
    const text = extract(child, path, found);
    path.pop();
    return text;
  };
  if (Array.isArray(value)) {
    const items = value.map((item, index) => step(index, item));
    return found.length === before ? value : items;
  }
  const fields = Object.entries(value).map(([key, child]) => [key, step(key, child)]);
  return found.length === before ? value : Object.fromEntries(fields);
}

function parseJson(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch {
    return undefined;
  }
}

function parseSection(section: unknown): Section | undefined {
  if (!Array.isArray(section)) return undefined;
  const [path, length] = section as readonly unknown[];
  if (!Array.isArray(path) || typeof length !== 'number') return undefined;
  if (!Number.isInteger(length) || length < 0) return undefined;
  return path.every((key) => typeof key === 'string' || typeof key === 'number')
    ? [path, length]
    : undefined;
}

/** Puts bytes where a `null` holds their place. Own keys only: a path must not reach a prototype. */
function place(holder: Record<string, unknown>, path: Path, bytes: Uint8Array): boolean {
  if (path[0] !== 'v') return false;
  let parent: Record<string, unknown> = holder;
  for (const [index, key] of path.entries()) {
    if (!Object.hasOwn(parent, key)) return false;
    const child = parent[key];
    if (index < path.length - 1) {
      if (!isRecord(child)) return false;
      parent = child;
    } else {
      if (child !== null) return false;
      parent[key] = bytes;
    }
  }
  return true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}
