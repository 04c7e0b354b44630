/** Where a published port opens in a browser. Pure. */
import type { PortBinding } from '../../../../contract/containers.ts';
import type { ContainerId, HostId } from '../../../../contract/ids.ts';

/** Where a port is. */
export interface PortPlace {
  readonly host: HostId;
  readonly container: ContainerId;
  /** The engine's address: it says on which machine the port is open. */
  readonly address: string;
  /** Behind a login: no browser here gets to it by itself. */
  readonly remote: boolean;
}

const everywhere = new Set(['', '0.0.0.0', '::']);
const loopback = /^(127\.|::1$|localhost$)/;
const secure = new Set([443, 8443]);

/** The machine of an engine as this machine names it: `tcp://10.0.0.2:2376` → `10.0.0.2`. */
export function engineMachine(address: string): string {
  const found = /^(?:tcp|https?|ssh):\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)/.exec(address);
  return found?.[1] ?? 'localhost';
}

/** Undefined where no browser gets there: not published, not TCP, or only on the far machine itself. */
export function portLink(port: PortBinding, engineAddress: string): string | undefined {
  if (port.hostPort === null || port.protocol !== 'tcp') return undefined;
  const machine = engineMachine(engineAddress);
  const ip = port.hostIp ?? '';
  if (loopback.test(ip) && machine !== 'localhost') return undefined;
  const host = everywhere.has(ip) ? machine : ip.includes(':') ? `[${ip}]` : ip;
  const scheme = secure.has(port.containerPort) ? 'https' : 'http';
  return `${scheme}://${host}:${port.hostPort}`;
}

/** A forwarded port on this machine. */
export function localLink({ containerPort }: PortBinding, localPort: number): string {
  return `${secure.has(containerPort) ? 'https' : 'http'}://localhost:${localPort}`;
}
