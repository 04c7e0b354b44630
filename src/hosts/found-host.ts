import type { Problem } from '../contract/errors.ts';
import type { HostSource } from '../contract/hosts.ts';
import type { EngineTarget } from '../engine/docker/target.ts';
import type { SshAddress } from './ssh/parse-address.ts';

/** Where an engine is and by which kind of way. Plain data: two equal routes are the same way. */
export type Route =
  | {
      readonly kind: 'direct';
      readonly target: EngineTarget;
      /** Folder of `ca.pem`, `cert.pem` and `key.pem`, read at each connect. */
      readonly tlsFolder?: string;
    }
  | {
      readonly kind: 'ssh';
      readonly address: SshAddress;
      /** A key file that goes with this way: a Podman connection has one. */
      readonly identityFile?: string;
    };

/** A way to an engine, before anybody has asked whether it answers. */
export interface FoundHost {
  /** `local`, `context:colima`, `podman:rootless`: the same way has the same id at each start. */
  readonly id: string;
  readonly label: string;
  readonly source: HostSource;
  /** For people: `unix:///var/run/docker.sock`. */
  readonly address: string;
  /** Null when Longshore cannot go this way; `problem` then says why. */
  readonly route: Route | null;
  readonly problem: Problem | null;
  /** What a person gave it besides; only hosts that were added have it. */
  readonly mark?: { readonly production: boolean; readonly colour?: number | undefined };
}

/** What the search looks at; a test gives its own. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Put before system paths such as `/var/run`. Empty but in tests. */
  readonly root: string;
}
