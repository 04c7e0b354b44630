import type { Engine } from '../../engine/docker/engine.ts';

/** Longer than the slowest Pi takes for a list while nothing is wrong. */
const patienceMs = 5_000;

/**
 * The same engine, watched: `onChange(true)` when a question has stood open for 5 s, `onChange(false)` when none
 * does any more. Only what reads: a stop may well take its time. Nothing is asked for it.
 */
export function watchPatience(engine: Engine, onChange: (isLate: boolean) => void): Engine {
  let late = 0;

  async function timed<T>(answer: Promise<T>): Promise<T> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      late += 1;
      if (late === 1) onChange(true);
    }, patienceMs);
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
      if (isLate) {
        late -= 1;
        if (late === 0) onChange(false);
      }
    }
  }

  return {
    ...engine,
    json(schema, request) {
      const answer = engine.json(schema, request);
      return (request.method ?? 'GET') === 'GET' ? timed(answer) : answer;
    },
    text(request) {
      const answer = engine.text(request);
      return (request.method ?? 'GET') === 'GET' ? timed(answer) : answer;
    },
  };
}
