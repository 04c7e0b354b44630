/** JSON laid out for reading, with secret-looking values hidden. Pure. */
import { looksSecret, masked } from '../../../../contract/secrets.ts';

/** Known to Chromium 114 and Node 22, not yet to the library of types. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): object };
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

/** A number stays as it was written: limits of engines reach beyond what a double holds. */
const keepNumbers: Reviver = (_key, value, { source }) =>
  typeof value === 'number' && source !== undefined ? rawJSON(source) : value;

/** Text that is not JSON comes back as it is: nothing in it can be told apart. */
export function layOutJson(json: string, reveal: boolean): string {
  try {
    return JSON.stringify(
      JSON.parse(json, keepNumbers as Parameters<typeof JSON.parse>[1]),
      (key, value: unknown) =>
        !reveal && typeof value === 'string' && looksSecret(key, value) ? masked(value) : value,
      2,
    );
  } catch {
    return json;
  }
}
