/** How a host is reached: the steps of an attempt, the way that was taken, and the key it showed. */
import * as z from 'zod';
import { Problem } from './errors.ts';

/** In the order in which they are passed. A local socket has only the last two. */
export const stageNames = [
  'config', // the person's ssh configuration, the alias, the choice of ssh2 or the system's ssh
  'name', // the address of the name
  'tcp', // a connection to the port
  'banner', // the other side says that it is an SSH server
  'key', // its host key is the known one, or a person has agreed to it
  'login', // one stage for each method that was tried; `method` tells which
  'socket', // the engine's socket is there and can be reached through the login
  'rights', // the login's user may use it
  'ping', // an engine answers
  'api', // and speaks an API that Longshore speaks
] as const;

export const StageName = z.enum(stageNames);
export type StageName = z.infer<typeof StageName>;

export const Stage = z.object({
  name: StageName,
  /** `waiting`: for a person. `refused`: this one failed, another of its kind may follow (a method, a rung). */
  state: z.enum(['running', 'waiting', 'ok', 'refused', 'failed']),
  /** Which of its kind: `publickey id_ed25519`, `docker system dial-stdio`. Text for people, no secret. */
  what: z.string().optional(),
  /** The server's own words before it lets anybody in, while it waits: text from outside, several lines. */
  said: z.string().max(4_100).optional(),
  /** Null while it runs. */
  tookMs: z.number().nullable(),
  problem: Problem.optional(),
});
export type Stage = z.infer<typeof Stage>;

export const Transport = z.enum([
  'socket', // local socket or pipe
  'tcp',
  'tls',
  'ssh-forward', // ssh2, the socket forwarded
  'ssh-exec', // ssh2, a program on the host passes the bytes on
  'system-ssh', // the system's ssh forwards the socket
]);
export type Transport = z.infer<typeof Transport>;

/** Why this way and not the one before it. The UI has a sentence for each. */
export const WayReason = z.enum([
  'only-way', // nothing else was in question
  'forwarding-forbidden', // the server forbids to forward a socket
  'forwarding-unknown', // the server does not know how to
  'no-rights', // the user may not use the socket; sudo may
  'certificate', // the key is one that ssh2 cannot use: a certificate
  'hardware-key',
  'proxy-command',
  'asked', // a person chose it
]);
export type WayReason = z.infer<typeof WayReason>;

export const Way = z.object({
  transport: Transport,
  reason: WayReason,
  /** The program that passes the bytes on, for people: `sudo -n docker system dial-stdio`. */
  program: z.string().optional(),
  /** The hosts passed through, in order, for people. */
  through: z.array(z.string()).default([]),
});
export type Way = z.infer<typeof Way>;

/** A host key as a person compares it. */
export const ShownKey = z.object({
  /** `ssh-ed25519` */
  type: z.string(),
  /** As OpenSSH prints it: `SHA256:` and unpadded base64. */
  fingerprint: z.string(),
  /** Where it is written down, where it is: a path for people and a line number from 1. */
  file: z.string().optional(),
  line: z.number().int().optional(),
});
export type ShownKey = z.infer<typeof ShownKey>;
