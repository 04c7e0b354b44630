/** Addresses inside the engine's API. */
import type { Query } from './engine.ts';

/** One part of a path: an id or a name from outside can never add a slash, a dot-dot or a query. */
export function segment(text: string): string {
  if (text === '.' || text === '..') return encodeURIComponent(text).replaceAll('.', '%2E');
  return encodeURIComponent(text);
}

/**
 * An image reference as part of a path. Engines route on the raw slashes of `library/redis:7`, so
 * these stay; dot segments do not.
 */
export function imageSegment(reference: string): string {
  return reference.split('/').map(segment).join('/');
}

/** `filters` of the list calls: a JSON object of arrays. */
export function filters(table: Readonly<Record<string, readonly string[]>>): string {
  return JSON.stringify(table);
}

/** Undefined values are left out, arrays repeat the key, booleans are the engine's 1 and 0. */
export function buildPath(apiVersion: string, path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    if (typeof value === 'boolean') search.append(key, value ? '1' : '0');
    else if (typeof value === 'object') for (const item of value) search.append(key, item);
    else search.append(key, String(value));
  }
  const text = search.toString();
  const prefix = apiVersion === '' ? '' : `/v${apiVersion}`;
  return `${prefix}${path}${text === '' ? '' : `?${text}`}`;
}
