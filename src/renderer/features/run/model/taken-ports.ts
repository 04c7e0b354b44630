/** Which ports of the engine's machine other containers publish, told before the engine is asked. Pure. */
import type { ContainerSummary, PortSpec } from '../../../../contract/containers.ts';

export interface TakenPort {
  readonly hostIp: string;
  readonly hostPort: number;
  readonly protocol: PortSpec['protocol'];
  /** The container's name. */
  readonly by: string;
}

export type WantedPort = Omit<TakenPort, 'by'>;

/** Listed by engines for running containers only: a stopped one holds no port. */
export function takenPorts(rows: readonly ContainerSummary[]): readonly TakenPort[] {
  return rows.flatMap((row) =>
    row.ports.flatMap(({ hostIp, hostPort, protocol }) =>
      hostPort === null ? [] : { hostIp: hostIp ?? '', hostPort, protocol, by: row.name },
    ),
  );
}

const everyAddress = new Set(['', '0.0.0.0', '::']);

/** Two addresses meet when they are equal, or when one of them is all of them. */
export function clash(a: WantedPort, b: WantedPort): boolean {
  return (
    a.hostPort === b.hostPort &&
    a.protocol === b.protocol &&
    (a.hostIp === b.hostIp || everyAddress.has(a.hostIp) || everyAddress.has(b.hostIp))
  );
}

/** The next port above that nothing known holds; undefined when there is none. */
export function freePort(wanted: WantedPort, known: readonly WantedPort[]): number | undefined {
  for (let hostPort = wanted.hostPort + 1; hostPort <= 65_535; hostPort += 1) {
    const next = { ...wanted, hostPort };
    if (!known.some((one) => clash(one, next))) return hostPort;
  }
  return undefined;
}
