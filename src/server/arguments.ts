import { parseArgs } from 'node:util';

export interface ServerArguments {
  /** 0: any free port. Undefined: the usual one, or any free one. */
  readonly port: number | undefined;
  readonly open: boolean;
  readonly json: boolean;
  readonly installEngine: boolean;
}

/** A sentence for a person who typed something that cannot be done; the process ends with code 2. */
export class UsageError extends Error {}

/** `--port N --no-open --json --install-engine`. Throws `UsageError` for anything else. */
export function readArguments(args: readonly string[]): ServerArguments {
  const values = parsed(args);
  return {
    port: values.port === undefined ? undefined : readPort(values.port),
    open: !values['no-open'],
    json: values.json ?? false,
    installEngine: values['install-engine'] ?? false,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        json: { type: 'boolean' },
        'install-engine': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new UsageError(`--port takes a number from 0 to 65535, not "${text}".`);
  }
  return port;
}
