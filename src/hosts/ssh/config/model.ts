/** An ssh configuration as read: nothing is decided yet, because most depends on the host asked for. */

/** Where something is written: a path and a line from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Who asks, and where: what tokens, `~` and `Match localuser` stand for. */
export interface Person {
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly userName: string;
  /** Null on Windows. */
  readonly userId: number | null;
  /** With its domain, where it has one: `%l`. */
  readonly machineName: string;
  readonly platform: NodeJS.Platform;
}

export interface Criterion {
  /** In small letters: `host`, `exec`, `final`. */
  readonly name: string;
  readonly negated: boolean;
  /** Empty for `all`, `canonical` and `final`. */
  readonly value: string;
}

export interface HostLine {
  readonly kind: 'host';
  readonly patterns: readonly string[];
  readonly at: Place;
}

export interface MatchLine {
  readonly kind: 'match';
  readonly criteria: readonly Criterion[];
  readonly at: Place;
}

export interface OptionLine {
  readonly kind: 'option';
  /** In small letters. */
  readonly keyword: string;
  readonly words: readonly string[];
  /** All after the keyword as it is written: commands are not split. */
  readonly rest: string;
  readonly at: Place;
}

export interface IncludeLine {
  readonly kind: 'include';
  readonly patterns: readonly string[];
  readonly at: Place;
}

export type Line = HostLine | MatchLine | OptionLine | IncludeLine;

/** `Include`, with what it brought in. */
export interface Included {
  readonly kind: 'included';
  readonly files: readonly ConfigFile[];
  /** False when a path in it has a token of the host, so that it could not be read beforehand. */
  readonly complete: boolean;
  readonly at: Place;
}

export type Entry = HostLine | MatchLine | OptionLine | Included;

export interface ConfigFile {
  readonly path: string;
  readonly entries: readonly Entry[];
}

/** The person's file, then the system's: the first value wins. */
export interface SshConfig {
  readonly person: Person;
  /** `/etc/ssh`: the global known_hosts are there too. */
  readonly systemFolder: string;
  readonly files: readonly ConfigFile[];
}
