import { refuse } from '../../contract/errors.ts';
import type { SshOptions } from '../ssh/config/ssh-options.ts';
import type { SshAddress } from '../ssh/parse-address.ts';
import { plainText } from '../ssh/plain-text.ts';

/** A machine that sleeps answers within a few seconds; the system would wait two minutes. */
const usualConnectMs = 15_000;

export interface OwnOptions {
  readonly home: string;
  /** The program that tells which host keys are known. */
  readonly knownHosts: string;
  readonly identityFile: string | undefined;
  /** The host that is asked for. */
  readonly host: SshOptions;
}

/**
 * A configuration for one attempt: ours first, because OpenSSH takes the first value of each, then
 * the person's and the system's. Unlike options of the command line it holds for the hosts on the
 * way, too. Host keys are judged by us alone, by `KnownHostsCommand`. Throws `key-unusable`.
 */
export function ownConfig({ home, knownHosts, identityFile, host }: OwnOptions): string {
  if (identityFile !== undefined && !isWord(identityFile)) {
    throw refuse('key-unusable', 'OpenSSH cannot be given a key file with this name.', {
      facts: { file: plainText(identityFile, 200) },
    });
  }
  const connectMs = host.connectTimeoutMs ?? usualConnectMs;
  const lines = [
    'BatchMode no',
    `KnownHostsCommand "${escaped(knownHosts)}" %I %H %t %K`,
    'UserKnownHostsFile /dev/null',
    'GlobalKnownHostsFile /dev/null',
    'StrictHostKeyChecking yes',
    'CheckHostIP no',
    'VerifyHostKeyDNS no',
    'NoHostAuthenticationForLocalhost no',
    'UpdateHostKeys no',
    'AddKeysToAgent no',
    'ForwardAgent no',
    'ForwardX11 no',
    'GatewayPorts no',
    'Tunnel no',
    'PermitLocalCommand no',
    'ForkAfterAuthentication no',
    // A login of its own: another program's may end at any time.
    'ControlMaster no',
    'ControlPath none',
    'StreamLocalBindMask 0177',
    'StreamLocalBindUnlink yes',
    // A forward of the person's own that is in use elsewhere must not end the login.
    'ExitOnForwardFailure no',
    'ServerAliveInterval 10',
    // It gives up at the question after: 30 s without a sign of life.
    'ServerAliveCountMax 2',
    'TCPKeepAlive yes',
    `ConnectTimeout ${Math.ceil(connectMs / 1_000)}`,
    'LogLevel VERBOSE',
    ...(identityFile === undefined ? [] : [`IdentityFile "${escaped(identityFile)}"`]),
    `Include "${home}/.ssh/config"`,
    'Include /etc/ssh/ssh_config',
  ];
  return `${lines.join('\n')}\n`;
}

export interface Forward {
  readonly local: string;
  readonly remote: string;
}

interface OwnFiles {
  readonly config: string;
  readonly control: string;
  readonly forward: Forward;
}

export const forwardText = ({ local, remote }: Forward): string => `${side(local)}:${side(remote)}`;

/** No secret is in them, and nothing that could be taken for an option. */
export function sshArguments(
  address: SshAddress,
  { config, control, forward }: OwnFiles,
): string[] {
  return [
    ...['-N', '-T', '-F', config],
    // A control socket of our own; on the command line, so that hosts on the way have none.
    ...['-M', '-S', control, '-L', forwardText(forward)],
    ...(address.user === undefined ? [] : ['-l', address.user]),
    ...(address.port === undefined ? [] : ['-p', String(address.port)]),
    ...['--', address.host],
  ];
}

/** Its configuration has no way to write these within quotes: what follows would be a line of its own. */
const isWord = (path: string): boolean => !/["\u0000-\u001f\u007f]/.test(path);

/** OpenSSH expands tokens in most paths. */
const escaped = (path: string): string => path.replaceAll('%', '%%');

const side = (path: string): string => escaped(path).replaceAll(/[\\:]/g, '\\$&');

/** Whether OpenSSH takes the path of a socket as it is: `${…}` would be a variable. */
export function canForward(path: string): boolean {
  return path.startsWith('/') && !path.includes('${') && isWord(path);
}
