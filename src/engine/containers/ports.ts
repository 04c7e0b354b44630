/** Published and exposed ports, sorted and without doubles. */
import type { PortBinding } from '../../contract/containers.ts';

/** The two ways of saying "every address of the host". */
const everywhere = new Set(['', '0.0.0.0', '::']);

function protocolOf(word: string | null | undefined): PortBinding['protocol'] {
  return word === 'udp' || word === 'sctp' ? word : 'tcp';
}

/** Not by locale: `0.0.0.0` comes before `::`, and a locale's order is slow for 500 ports. */
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Engines list a port once for IPv4 and once for IPv6; the first by sort order stays. */
export function tidyPorts(ports: readonly PortBinding[]): PortBinding[] {
  const seen = new Set<string>();
  const sorted = [...ports].sort(
    (a, b) =>
      a.containerPort - b.containerPort ||
      byCode(a.protocol, b.protocol) ||
      (a.hostPort ?? 0) - (b.hostPort ?? 0) ||
      byCode(a.hostIp ?? '', b.hostIp ?? ''),
  );
  return sorted.filter((port) => {
    const address = everywhere.has(port.hostIp ?? '') ? '*' : port.hostIp;
    const key = `${port.containerPort}/${port.protocol} ${port.hostPort} ${address}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export interface ListedPort {
  readonly IP: string;
  readonly PrivatePort: number;
  readonly PublicPort: number;
  readonly Type: string;
}

/** As `/containers/json` lists them: 0 stands for "not published". */
export function portsOfList(ports: readonly ListedPort[]): PortBinding[] {
  return tidyPorts(
    ports.map((port) => ({
      containerPort: port.PrivatePort,
      protocol: protocolOf(port.Type),
      hostPort: port.PublicPort === 0 ? null : port.PublicPort,
      hostIp: port.PublicPort === 0 || port.IP === '' ? null : port.IP,
    })),
  );
}

export type PortMap = Readonly<
  Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[]>
>;

/** As inspect lists them: `{"80/tcp": [{HostIp, HostPort}]}`, null for exposed only. */
export function portsOfInspect(map: PortMap): PortBinding[] {
  const ports: PortBinding[] = [];
  for (const [key, bindings] of Object.entries(map)) {
    const [number = '', word] = key.split('/');
    const containerPort = Number.parseInt(number, 10);
    if (!Number.isInteger(containerPort)) continue;
    const protocol = protocolOf(word);
    if (bindings.length === 0) {
      ports.push({ containerPort, protocol, hostPort: null, hostIp: null });
    }
    for (const { HostIp, HostPort } of bindings) {
      const hostPort = Number.parseInt(HostPort, 10);
      ports.push({
        containerPort,
        protocol,
        hostPort: Number.isInteger(hostPort) && hostPort > 0 ? hostPort : null,
        hostIp: HostIp === '' ? null : HostIp,
      });
    }
  }
  return tidyPorts(ports);
}
