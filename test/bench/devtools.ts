import type { WebSocket } from 'ws';

/** Questions of the DevTools protocol and their answers; events are not read. */
export interface Devtools {
  ask<T>(method: string, params?: object, sessionId?: string): Promise<T>;
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** The longest that is waited for in a page: 20 MB drawn in a terminal on a slow machine. */
const limitMs = 300_000;

export function connectDevtools(socket: WebSocket): Devtools {
  let lastId = 0;
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  socket.addEventListener('close', () => {
    for (const give of waiting.values()) give({ error: { message: 'Chromium has ended' } });
  });
  return {
    ask: <T>(method: string, params: object = {}, sessionId?: string) =>
      new Promise<T>((resolve, reject) => {
        lastId += 1;
        const id = lastId;
        const give = ({ result, error }: Answer) => {
          clearTimeout(timer);
          waiting.delete(id);
          if (error) reject(new Error(`${method}: ${error.message}`));
          else resolve(result as T);
        };
        const timer = setTimeout(() => give({ error: { message: 'no answer' } }), limitMs);
        waiting.set(id, give);
        socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
      }),
  };
}
