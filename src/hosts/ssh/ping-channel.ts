import type { Duplex } from 'node:stream';
import { type ContractError, refuse } from '../../contract/errors.ts';
import { plainText } from './plain-text.ts';
import { within } from './within.ts';

/** A small machine that swaps answers its first question after many seconds. */
const pingLimitMs = 15_000;
const question = 'GET /_ping HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n\r\n';
const headLimitBytes = 4_096;

async function readHead(channel: Duplex): Promise<string> {
  let text = '';
  for await (const chunk of channel) {
    text += (chunk as Buffer).toString('latin1');
    if (text.includes('\n') || text.length > headLimitBytes) break;
  }
  return text;
}

function late(): ContractError {
  return refuse('engine-timeout', 'The engine did not answer in time.', {
    mend: { kind: 'retry' },
  });
}

/**
 * Whether an engine answers through the channel, which is used up by it. False when the channel
 * ended without a word. Throws `not-an-engine`, `engine-timeout`, `cancelled`, `host-gone`.
 */
export async function pingThrough(channel: Duplex, signal: AbortSignal): Promise<boolean> {
  try {
    channel.write(question);
    const head = await within(readHead(channel), { limitMs: pingLimitMs, signal, late });
    if (head === '') return false;
    if (/^HTTP\/1\.[01] \d{3}/.test(head)) return true;
    throw refuse('not-an-engine', 'What answers there is not a container engine.', {
      detail: plainText(head, 200),
    });
  } finally {
    channel.destroy();
  }
}
