/** Lanes by number: shared memory crosses a port of its own, for the wire carries plain values only. */
import type { MessagePort } from 'node:worker_threads';
import { createLane, type LaneWriter, readLane } from './lane.ts';

export interface NumberedLane extends LaneWriter {
  readonly number: number;
}

interface LaneMessage {
  readonly number: number;
  /** Null: it is over, also where nobody has asked for its bytes. */
  readonly memory: SharedArrayBuffer | null;
}

const lateMs = 1_000;

/** The backend's side. */
export function sendLanes(port: MessagePort): () => NumberedLane {
  let number = 0;
  return () => {
    const lane = createLane();
    number += 1;
    const own = number;
    const tell = (memory: LaneMessage['memory']): void =>
      port.postMessage({ number: own, memory } satisfies LaneMessage);
    tell(lane.memory);
    return {
      ...lane,
      number: own,
      close() {
        lane.close();
        tell(null);
      },
    };
  };
}

/** The worker's side. The question about a lane may come before the lane itself. */
export function receiveLanes(port: MessagePort): (number: number) => AsyncIterable<Uint8Array> {
  const lanes = new Map<number, PromiseWithResolvers<SharedArrayBuffer>>();
  function slot(number: number): PromiseWithResolvers<SharedArrayBuffer> {
    const found = lanes.get(number) ?? Promise.withResolvers<SharedArrayBuffer>();
    lanes.set(number, found);
    return found;
  }
  port.addEventListener('message', (event) => {
    const { number, memory } = (event as unknown as { data: LaneMessage }).data;
    if (memory !== null) slot(number).resolve(memory);
    // The question comes on another port: it may still be on its way, and is to find the lane closed.
    else setTimeout(() => lanes.delete(number), lateMs).unref();
  });
  port.start();
  return async function* take(number) {
    const memory = await slot(number).promise;
    yield* readLane(memory);
  };
}
