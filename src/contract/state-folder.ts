/** The one folder that holds Longshore's own state: settings, hosts, journal, logs. */

export interface StateFolderQuestion {
  /** `process.platform`. */
  readonly platform: string;
  /** `process.env`: `LONGSHORE_HOME` wins; then the platform's usual place. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The person's home folder, absolute. */
  readonly home: string;
}

/**
 * `LONGSHORE_HOME`, else `$XDG_CONFIG_HOME/longshore` or `~/.config/longshore`,
 * `~/Library/Application Support/Longshore`, `%APPDATA%\Longshore`. Always absolute when `home` is;
 * a relative `LONGSHORE_HOME` is taken from the working folder by whoever opens it.
 */
export function stateFolder({ platform, env, home }: StateFolderQuestion): string {
  if (env.LONGSHORE_HOME) return env.LONGSHORE_HOME;
  if (platform === 'win32') return `${env.APPDATA || `${home}\\AppData\\Roaming`}\\Longshore`;
  if (platform === 'darwin') return `${home}/Library/Application Support/Longshore`;
  // The XDG base directory specification: a relative value is to be ignored.
  const base = env.XDG_CONFIG_HOME?.startsWith('/') ? env.XDG_CONFIG_HOME : `${home}/.config`;
  return `${base}/longshore`;
}
