/**
 * What stands behind `?` in an address, as texts. The router's own reading parses JSON: it takes the
 * beginning of an id like `81856424e3`, or a version like `1.10`, for a number and changes it.
 */
export const readSearchText = (search: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(search));

/** With its `?`; empty when nothing is given. What is undefined is left out. */
export function writeSearchText(search: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(search).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const text = new URLSearchParams(given).toString();
  return text === '' ? '' : `?${text}`;
}
