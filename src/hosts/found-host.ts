import type { Problem } from '../contract/errors.ts';
import type { HostSource } from '../contract/hosts.ts';
import type { EngineTarget } from '../engine/docker/target.ts';

/** A way to an engine, before anybody has asked whether it answers. */
export interface FoundHost {
  /** `local`, `context:colima`, `podman:rootless`: the same way has the same id at each start. */
  readonly id: string;
  readonly label: string;
  readonly source: HostSource;
  /** For people: `unix:///var/run/docker.sock`. */
  readonly address: string;
  /** Null when Longshore cannot go this way; `problem` then says why. */
  readonly target: EngineTarget | null;
  readonly problem: Problem | null;
}

/** What the search looks at; a test gives its own. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Put before system paths such as `/var/run`. Empty but in tests. */
  readonly root: string;
}
