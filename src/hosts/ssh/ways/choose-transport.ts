import type { WayReason } from '../../../contract/connecting.ts';
import { isCertificateType, isHardwareType } from '../known-hosts/certificate.ts';

/** What is known of one host of a route before anybody has logged in anywhere. */
export interface HopFacts {
  readonly proxyCommand: string | null;
  /** Certificates are trusted for its host key: only OpenSSH can check them. */
  readonly authority: boolean;
  /** `CertificateFile`, or a certificate that lies beside a key file. */
  readonly certificates: boolean;
  /** Key files that are there. `chosen`: the configuration or a person names it. */
  readonly keyFiles: readonly { readonly chosen: boolean; readonly hardware: boolean }[];
  /** Types of the agent's keys that may be used here, a plain key of a certificate left out. */
  readonly agentTypes: readonly string[];
  /** Whether keys are of any use: a configuration can switch them off. */
  readonly byKey: boolean;
}

export type Choice =
  | { readonly transport: 'ssh2' }
  | {
      readonly transport: 'system-ssh';
      readonly reason: Extract<WayReason, 'certificate' | 'hardware-key' | 'proxy-command'>;
    };

/**
 * ssh2, or the system's ssh for what ssh2 cannot do. One host of the route is enough: OpenSSH then
 * goes the whole way. Nothing is tried out, because a refused login is never a question to a server.
 */
export function chooseTransport(hops: readonly HopFacts[]): Choice {
  for (const hop of hops) {
    const reason = reasonOf(hop);
    if (reason !== undefined) return { transport: 'system-ssh', reason };
  }
  return { transport: 'ssh2' };
}

function reasonOf(hop: HopFacts) {
  if (hop.proxyCommand !== null) return 'proxy-command';
  if (hop.authority) return 'certificate';
  if (!hop.byKey) return undefined;
  if (hop.certificates) return 'certificate';
  if (hop.keyFiles.some(({ chosen, hardware }) => chosen && hardware)) return 'hardware-key';
  const plain = (type: string) => !isCertificateType(type) && !isHardwareType(type);
  if (hop.keyFiles.some(({ hardware }) => !hardware) || hop.agentTypes.some(plain)) {
    return undefined;
  }
  if (hop.agentTypes.some(isCertificateType)) return 'certificate';
  if (hop.agentTypes.length > 0 || hop.keyFiles.length > 0) return 'hardware-key';
  return undefined;
}
