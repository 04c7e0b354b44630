/**
 * As much of TOML as Podman's connections need: tables, and keys with a quoted text or a bare word.
 * What is more than that is passed over. Gives table path, joined by NUL → key → value.
 * Source: https://toml.io/en/v1.0.0
 */
export type Tables = ReadonlyMap<string, ReadonlyMap<string, string>>;

export function readTables(text: string): Tables {
  const tables = new Map<string, Map<string, string>>();
  let current = new Map<string, string>();
  tables.set('', current);
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[([^[\]]+)\]\s*(#.*)?$/.exec(line);
    if (header) {
      const path = pathOf(header[1] ?? '');
      current = tables.get(path) ?? new Map<string, string>();
      tables.set(path, current);
      continue;
    }
    // An array of tables is nothing of ours: its keys must not end in the table before it.
    if (/^\s*\[\[/.test(line)) current = new Map<string, string>();
    const pair = /^\s*([\w-]+|"[^"]*"|'[^']*')\s*=\s*(.*)$/.exec(line);
    const value = pair && readValue(pair[2] ?? '');
    if (pair && value !== undefined && value !== null) current.set(bare(pair[1] ?? ''), value);
  }
  return tables;
}

export function tablePath(...names: readonly string[]): string {
  return names.join('\0');
}

function pathOf(header: string): string {
  const names = [...header.matchAll(/"([^"]*)"|'([^']*)'|([\w-]+)/g)];
  return tablePath(...names.map(([, double, single, word]) => double ?? single ?? word ?? ''));
}

function bare(key: string): string {
  return key.replace(/^(["'])(.*)\1$/, '$2');
}

function readValue(text: string): string | undefined {
  const literal = /^'([^']*)'/.exec(text)?.[1];
  if (literal !== undefined) return literal;
  const basic = /^"(?:[^"\\]|\\.)*"/.exec(text)?.[0];
  if (basic === undefined) return /^[\w.+-]+/.exec(text)?.[0];
  try {
    // The escapes of a text are those of JSON, but for eight-digit ones.
    const value: unknown = JSON.parse(basic);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
