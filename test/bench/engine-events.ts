import { request } from 'node:http';
import { createInterface } from 'node:readline';

/** The engine's own events, on a connection of the benchmark's own. */
export interface EngineEvents {
  /** The wall clock's milliseconds, with a fraction, at which the engine says it happened. */
  next(id: string, action: string): Promise<number>;
  close(): void;
}

interface EngineEvent {
  readonly id?: string;
  readonly Action?: string;
  readonly timeNano: number;
}

const limitMs = 10_000;

export async function engineEvents(socketPath: string): Promise<EngineEvents> {
  const waiting = new Map<string, (atMs: number) => void>();
  const asked = request({ socketPath, path: '/events' });
  asked.end();
  await new Promise<void>((resolve, reject) => {
    asked.once('error', reject);
    asked.once('response', (answer) => {
      const read = async () => {
        for await (const line of createInterface({ input: answer })) {
          const { id, Action, timeNano } = JSON.parse(line) as EngineEvent;
          waiting.get(`${id} ${Action}`)?.(timeNano / 1e6);
        }
      };
      read().catch(() => {}); // closed here
      resolve();
    });
  });
  return {
    next: (id, action) =>
      new Promise((resolve, reject) => {
        const key = `${id} ${action}`;
        const timer = setTimeout(() => reject(new Error(`no ${action} event came`)), limitMs);
        waiting.set(key, (atMs) => {
          clearTimeout(timer);
          waiting.delete(key);
          resolve(atMs);
        });
      }),
    close: () => asked.destroy(),
  };
}
