/** JSON laid out for reading, with secret-looking values hidden. Pure. */
import { looksSecret, masked } from '../../../../contract/secrets.ts';

/** Text that is not JSON comes back as it is: nothing in it can be told apart. */
export function layOutJson(json: string, reveal: boolean): string {
  try {
    return JSON.stringify(
      JSON.parse(json),
      (key, value: unknown) =>
        !reveal && typeof value === 'string' && looksSecret(key, value) ? masked(value) : value,
      2,
    );
  } catch {
    return json;
  }
}
