import type { Frame } from '../../../src/wire/frames.ts';
import type { Link } from '../../../src/wire/link.ts';
import { sizeOf } from '../../../src/wire/sizes.ts';

export interface Recorded {
  readonly direction: 'sent' | 'received';
  readonly frame: Frame;
}

export interface Recorder {
  readonly link: Link;
  /** In the order in which this end saw them. */
  readonly frames: readonly Recorded[];
}

/** Notes all that one end sends and receives. */
export function record(link: Link): Recorder {
  const frames: Recorded[] = [];
  return {
    frames,
    link: {
      ...link,
      send: (frame) => {
        frames.push({ direction: 'sent', frame });
        link.send(frame);
      },
      onFrame: (listener) =>
        link.onFrame((frame) => {
          frames.push({ direction: 'received', frame: frame as Frame });
          listener(frame);
        }),
    },
  };
}

/** The most that this end had under way, unacknowledged, and the largest single value. */
export function underWay(
  frames: readonly Recorded[],
): Map<number, { most: number; largest: number }> {
  const streams = new Map<number, { now: number; most: number; largest: number }>();
  for (const { direction, frame } of frames) {
    if (!('id' in frame)) continue;
    const stream = streams.get(frame.id) ?? { now: 0, most: 0, largest: 0 };
    streams.set(frame.id, stream);
    if (direction === 'sent' && frame.type === 'data') {
      const size = sizeOf(frame.value);
      stream.now += size;
      stream.most = Math.max(stream.most, stream.now);
      stream.largest = Math.max(stream.largest, size);
    } else if (direction === 'received' && frame.type === 'credit') stream.now -= frame.bytes;
  }
  return streams;
}

/**
 * The ids that this end saw opened, and each one's frames after what closed it there: an end or err
 * from the serving side, or a cancel from the client. `down` is how this end sees the serving
 * side's frames.
 */
export function closings(
  frames: readonly Recorded[],
  down: Recorded['direction'],
): Map<number, { closedBy: string[]; sentAfter: string[] }> {
  const opened = new Map<number, { closedBy: string[]; sentAfter: string[] }>();
  for (const { direction, frame } of frames) {
    if (!('id' in frame)) continue;
    if (frame.type === 'open') opened.set(frame.id, { closedBy: [], sentAfter: [] });
    const state = opened.get(frame.id);
    if (state === undefined) continue;
    const closes =
      frame.type === 'cancel' ||
      (direction === down && (frame.type === 'end' || frame.type === 'err'));
    // What the other side sent before it knew is no second closing.
    if (state.closedBy.length > 0 && direction === 'received') continue;
    if (state.closedBy.length > 0) state.sentAfter.push(frame.type);
    else if (closes) state.closedBy.push(frame.type);
  }
  return opened;
}
