import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** Whether an engine answers a ping at this socket within `timeoutMs`. */
export async function answers(socketPath: string, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const ping = request({ socketPath, path: '/_ping', timeout: timeoutMs }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.on('error', () => resolve(false));
    ping.on('timeout', () => ping.destroy());
    ping.end();
  });
}

/** Asks until it answers; false after `limitMs`. */
export async function answersWithin(
  socketPath: string,
  { limitMs, signal }: { limitMs: number; signal?: AbortSignal | undefined },
): Promise<boolean> {
  const until = performance.now() + limitMs;
  while (performance.now() < until && !signal?.aborted) {
    if (await answers(socketPath, 2_000)) return true;
    await wait(250);
  }
  return false;
}
