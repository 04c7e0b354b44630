import { run } from './run.ts';

/** How a command is run as root: as it is, or by sudo without a password; null when neither is possible. */
export async function rootPrefix(options: {
  uid: number;
  env: Readonly<Record<string, string | undefined>>;
}): Promise<readonly string[] | null> {
  if (options.uid === 0) return [];
  const quiet = { report: () => {}, env: options.env, timeoutMs: 5_000 };
  const code = await run(['sudo', '-n', 'true'], quiet).catch(() => 1);
  return code === 0 ? ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive'] : null;
}
