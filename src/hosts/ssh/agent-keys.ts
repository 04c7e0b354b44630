import { type BaseAgent, createAgent, type ParsedKey, type SigningRequestOptions } from 'ssh2';
import { within } from './within.ts';

/** The agent is a process on this machine. */
const listLimitMs = 5_000;

export type SignHash = NonNullable<SigningRequestOptions['hash']>;

export interface AgentKey {
  readonly publicKey: ParsedKey;
  /** As the agent calls it, for people. */
  readonly name: string;
  /** May take as long as a person needs: an agent can ask before each use. */
  sign(data: Buffer, hash: SignHash | undefined): Promise<Buffer>;
}

function signer(agent: BaseAgent, publicKey: ParsedKey): AgentKey['sign'] {
  return (data, hash) =>
    new Promise((resolve, reject) => {
      agent.sign(publicKey, data, hash === undefined ? {} : { hash }, (error, signature) => {
        if (error || signature === undefined) reject(error ?? new Error('no signature'));
        else resolve(signature);
      });
    });
}

/**
 * What the agent holds, in its own order; nothing when there is none. Certificates and hardware
 * keys are left out: ssh2 cannot use them.
 */
export async function listAgentKeys(path: string, signal: AbortSignal): Promise<AgentKey[]> {
  const agent = createAgent(path);
  const listed = new Promise<ParsedKey[]>((resolve, reject) => {
    agent.getIdentities((error, keys) => {
      if (error) reject(error);
      else resolve((keys ?? []) as ParsedKey[]);
    });
  });
  const keys = await within(listed, {
    limitMs: listLimitMs,
    signal,
    late: () => new Error('the agent does not answer'),
  }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    return [];
  });
  return keys.map((publicKey) => ({
    publicKey,
    name: publicKey.comment || publicKey.type,
    sign: signer(agent, publicKey),
  }));
}
