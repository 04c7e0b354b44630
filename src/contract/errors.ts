/**
 * Errors are data: a code from a closed list, a sentence, the engine's own words and, where one
 * exists, the action that mends it. The UI decides by `code` only, never by text.
 */
import * as z from 'zod';

export const errorCodes = [
  // the wire and the app itself
  'bad-input', // the serving side refused the input
  'unknown-operation', // not in the contract
  'version-mismatch', // the two ends speak different contracts
  'cancelled', // the caller or a person stopped it
  'link-closed', // the wire went away under the call
  'internal', // a fault of ours; `detail` holds a log id, nothing else
  'not-supported', // this engine or platform cannot do it
  'storage-failed', // our own files could not be written
  'busy', // a limit of ours is reached (open terminals, streams)
  // reaching an engine
  'engine-absent', // nothing listens at the address
  'engine-refused', // the address exists, nobody accepts
  'engine-denied', // permission denied on the socket
  'engine-timeout', // no answer within the limit
  'not-an-engine', // something else answers there
  'api-out-of-range', // engine too old or too new for us
  'engine-gone', // the connection was cut during the call
  'engine-error', // a refusal that is not decoded further
  'host-locked', // a production host that nobody has unlocked
  'host-asleep', // nobody has asked to connect to it
  'host-left', // it was removed, or has another address now
  // reaching a host over SSH or TLS, in the order of the stages
  'bad-ssh-config', // a file of the configuration cannot be read or holds what we do not know
  'host-name-unknown',
  'host-unreachable', // no route, or nobody answers in time
  'host-refused', // nothing listens at the port
  'not-ssh', // something else answers there, or nobody says who they are
  'host-key-changed', // facts: the old and the new fingerprint, the file and its line
  'host-key-revoked',
  'host-key-declined', // a person did not agree to the key
  'login-refused', // by every method that there is; facts: what was tried, what the server takes
  'login-dropped', // the server hung up before the login: too many at once, or a penalty
  'key-unusable', // a key file is missing, broken, or not readable
  'passphrase-wrong',
  'forwarding-forbidden',
  'forwarding-unknown', // a server that cannot forward sockets
  'host-socket-absent',
  'host-socket-denied', // mend: sudo, or the group
  'not-a-socket',
  'sudo-refused',
  'sessions-exhausted', // the server's MaxSessions
  'session-refused', // the server did not start a shell or program, for another reason
  'ssh-missing', // the system has no ssh program
  'host-gone', // the connection to the host was cut
  'tls-wrong-name', // facts: the names that the certificate holds
  'tls-unknown-authority',
  'tls-client-certificate', // the engine asks for one that it knows
  // what an engine refuses
  'not-found', // the object does not exist (any more)
  'name-in-use',
  'port-in-use',
  'image-in-use', // by a container, running or stopped
  'image-has-children',
  'image-changed', // it has another name than those that were shown
  'ambiguous-id', // a short id that several images begin with
  'image-not-found', // not on this engine
  'manifest-unknown', // the registry has no such reference
  'platform-unavailable', // no manifest for the asked platform
  'registry-unreachable',
  'registry-unauthorized',
  'rate-limited',
  'registry-insecure', // it speaks plain HTTP, and nobody agreed to that
  'registry-untrusted', // facts: reason (authority, name, expired, client)
  'registry-timeout',
  'registry-gone', // the connection was cut
  'not-a-registry', // a page of HTML, or another program
  'registry-broken', // what it sent contradicts itself; facts: reason
  'registry-failed', // a refusal that is not decoded further; facts: status
  'registry-login-refused', // wrong user or password
  'registry-login-expired', // a login that was kept is not taken any more
  'credential-helper', // the program that keeps logins is missing or failed; facts: helper
  'bind-source-missing',
  'executable-not-found',
  'executable-not-allowed', // exists, but is not executable
  'exec-format-error',
  'not-running',
  'already-running',
  'already-paused',
  'not-paused',
  'container-paused',
  'container-running', // must be stopped for this
  'removal-in-progress',
  'network-not-found',
  'volume-in-use',
  'volume-not-found',
  'bad-reference', // not a valid image reference
  'bad-parameter', // the engine calls the request invalid
  'resource-limit', // the host cannot give what was asked
  'no-space', // disk full on the engine's machine
  'wrong-archive', // the file is not what the operation takes
  // looking into images
  'analysis-gone', // it was let go; analyse again
  'archive-broken', // truncated, or its structure contradicts itself
  'archive-too-large', // more entries or bytes than the limits; facts: the limit
  'layer-missing', // the source does not hold the bytes of this layer
] as const;

export const ErrorCode = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** Actions that a screen can offer as a button. `kind` is closed; the UI has a label for each. */
export const Mend = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pull-image'), reference: z.string() }),
  z.object({ kind: z.literal('start-container'), id: z.string() }),
  z.object({ kind: z.literal('unpause-container'), id: z.string() }),
  z.object({ kind: z.literal('stop-container'), id: z.string() }),
  z.object({ kind: z.literal('remove-container'), id: z.string(), name: z.string() }),
  z.object({ kind: z.literal('show-container'), name: z.string() }),
  z.object({ kind: z.literal('show-containers'), ids: z.array(z.string()) }),
  z.object({ kind: z.literal('choose-port') }),
  z.object({ kind: z.literal('choose-name') }),
  z.object({ kind: z.literal('use-mirror') }),
  z.object({ kind: z.literal('sign-in'), registry: z.string() }),
  z.object({ kind: z.literal('trust-plain'), registry: z.string() }),
  z.object({ kind: z.literal('unlock-host') }),
  z.object({ kind: z.literal('install-engine') }),
  z.object({ kind: z.literal('use-other-shell') }),
  z.object({ kind: z.literal('import-instead') }),
  z.object({ kind: z.literal('load-instead') }),
  z.object({ kind: z.literal('retry') }),
]);
export type Mend = z.infer<typeof Mend>;

export const Problem = z.object({
  code: ErrorCode,
  /** English, one sentence, for logs and for readers without a translation. The UI words it by code. */
  message: z.string(),
  /** What the engine (or the system) said, verbatim and shortened. Never a secret. */
  detail: z.string().optional(),
  /** Values for the translated sentence: `{ name: 'web', port: 8080 }`. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  mend: Mend.optional(),
});
export type Problem = z.infer<typeof Problem>;

/** The one error class that crosses the wire: a `Problem` that can be thrown. */
export class ContractError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.message, options);
    this.name = 'ContractError';
    this.problem = problem;
  }

  get code(): ErrorCode {
    return this.problem.code;
  }
}

/** Any thrown value as data. What is not ours becomes `internal` without its text: it may hold secrets. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ContractError) return error.problem;
  return { code: 'internal', message: 'Longshore failed inside. Its log says more.' };
}

/** Shorthand for a handler that refuses. */
export function refuse(
  code: ErrorCode,
  message: string,
  more: Omit<Problem, 'code' | 'message'> = {},
): ContractError {
  return new ContractError({ code, message, ...more });
}
