import { isIPv6 } from 'node:net';
import { refuse } from '../../contract/errors.ts';
import { isHostName, isUserName, portOf } from './names.ts';

/** What a person types to name a host. `host` may be an alias of the ssh configuration. */
export interface SshAddress {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
  /** The engine's socket on the host, where the address names one. */
  readonly socketPath?: string;
}

type Field = 'address' | 'user' | 'host' | 'port' | 'path';

/** Long enough for every address; what is longer was pasted by mistake. */
const lengthMax = 4_096;

/**
 * `host`, `user@host`, `user@host:22`, `user@[::1]:22`, `ssh://user@host:22/run/docker.sock`.
 * Throws `bad-parameter` with the fact `field`; the text itself is not repeated, because a
 * password may have been typed in it.
 */
export function parseAddress(typed: string): SshAddress {
  const text = typed.trim();
  if (text === '' || text.length > lengthMax) throw bad('address', 'Type a host, or user@host.');
  const url = /^ssh:\/\/(.*)$/is.exec(text);
  if (url) return parseUrl(url[1] ?? '');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) throw bad('address', 'This is not an SSH address.');
  return parsePlace(text);
}

/** The address as `parseAddress` takes it: for people, and where Docker wants one. */
export function addressText({ user, host, port }: SshAddress): string {
  const at = user === undefined ? '' : `${user}@`;
  if (port === undefined) return `${at}${host}`;
  return `${at}${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function parseUrl(rest: string): SshAddress {
  if (/[?#]/.test(rest)) throw bad('address', 'An SSH address has no query and no fragment.');
  const slash = rest.indexOf('/');
  const place = slash < 0 ? rest : rest.slice(0, slash);
  const at = place.lastIndexOf('@');
  const address = parsePlace(at < 0 ? place : `${decode(place.slice(0, at))}${place.slice(at)}`);
  const socketPath = slash < 0 ? '' : decode(rest.slice(slash), 'path');
  if (socketPath === '' || socketPath === '/') return address;
  if (/[\u0000-\u001f\u007f]/.test(socketPath)) {
    throw bad('path', 'The path of the socket holds a control character.');
  }
  return { ...address, socketPath };
}

function parsePlace(text: string): SshAddress {
  // A user may hold an @ (`ann@example.com@host`); a host may not.
  const at = text.lastIndexOf('@');
  const user = at < 0 ? undefined : text.slice(0, at);
  if (user?.includes(':')) throw bad('user', 'A password does not belong in an address.');
  if (user !== undefined && !isUserName(user)) throw bad('user', 'This is not a name of a user.');
  const { host, port } = splitPort(at < 0 ? text : text.slice(at + 1));
  return {
    host,
    ...(user === undefined ? {} : { user }),
    ...(port === undefined ? {} : { port }),
  };
}

function splitPort(place: string): { host: string; port?: number } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/s.exec(place);
  // More than one colon outside of brackets is an IPv6 address without a port.
  const plain = /^([^:]*)(?::([^:]*))?$/s.exec(place);
  const match = bracketed ?? plain;
  const host = match ? (match[1] ?? '') : place;
  if (!isHostName(host) || ((bracketed || !match) && !isIPv6(host))) {
    throw bad('host', 'This is not a name of a host.');
  }
  if (match?.[2] === undefined) return { host };
  const port = portOf(match[2]);
  if (port === undefined) throw bad('port', 'A port is a number from 1 to 65535.');
  return { host, port };
}

function decode(text: string, field: Field = 'user'): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw bad(field, 'The address holds a % that begins no character.');
  }
}

function bad(field: Field, message: string) {
  return refuse('bad-parameter', message, { facts: { field } });
}
