import { connect } from 'node:net';

/** The agent is a process on this machine. */
const limitMs = 3_000;
/** Its own limit for a message. */
const answerBytesMax = 256 * 1024;
const askForKeys = Buffer.from([0, 0, 0, 1, 11]);
const keysAnswer = 12;

/**
 * The public keys that an agent holds, certificates and hardware keys among them: ssh2 shows
 * neither. Empty when there is no agent, or one that does not answer.
 * Source: https://datatracker.ietf.org/doc/html/draft-ietf-sshm-ssh-agent, 3.5.
 */
export async function listAgentBlobs(path: string): Promise<Buffer[]> {
  const socket = connect(path);
  socket.setTimeout(limitMs, () => socket.destroy());
  try {
    socket.write(askForKeys);
    let got = Buffer.alloc(0);
    for await (const chunk of socket) {
      got = Buffer.concat([got, chunk as Buffer]);
      if (got.length > answerBytesMax) return [];
      if (got.length >= 4 && got.length >= 4 + got.readUInt32BE(0)) return blobsIn(got);
    }
  } catch {
    // No agent.
  } finally {
    socket.destroy();
  }
  return [];
}

export function blobsIn(answer: Buffer): Buffer[] {
  const blobs: Buffer[] = [];
  if (answer[4] !== keysAnswer) return blobs;
  let at = 5;
  const next = (): Buffer => {
    const length = answer.readUInt32BE(at);
    const part = answer.subarray(at + 4, at + 4 + length);
    at += 4 + length;
    return part;
  };
  try {
    const count = answer.readUInt32BE(at);
    at += 4;
    for (let i = 0; i < count; i += 1) {
      blobs.push(next());
      next(); // what the agent calls it
    }
  } catch {
    // Shorter than it says: what was there counts.
  }
  return blobs;
}
