/** The engine's `/events`: one stream that says what changed. */
import * as z from 'zod';
import type { Engine, EngineStream } from '../docker/engine.ts';
import { jsonLines } from '../docker/json-lines.ts';
import { filters } from '../docker/path.ts';
import { text, textMap } from '../docker/shapes.ts';

export type EventKind = 'container' | 'image' | 'network' | 'volume';

export interface EngineEvent {
  readonly kind: EventKind;
  /** Docker's words; Podman's are translated (`died` is `die`, `remove` is `destroy`). */
  readonly action: string;
  /**
   * A container's id; an image's id or reference; a network's id; a volume's name. Empty for an image
   * where Podman does not say which (a loaded archive).
   */
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Nanoseconds since the epoch as digits: they do not fit a double. */
  readonly timeNano: string;
}

const Raw = z.object({
  Type: text,
  Action: text,
  Actor: z.object({ ID: text, Attributes: textMap }).catch({ ID: '', Attributes: {} }),
  // The shape of before API 1.22, which Podman still fills in beside the newer one.
  status: text,
  id: text,
  time: z.number().catch(0),
});

const kinds: ReadonlySet<string> = new Set(['container', 'image', 'network', 'volume']);

/** Podman's word for what Docker calls otherwise, where they differ. */
const podmanActions = new Map([
  ['container died', 'die'],
  ['container remove', 'destroy'],
  ['volume remove', 'destroy'],
  ['network remove', 'destroy'],
  ['image remove', 'delete'],
  ['container exec_died', 'exec_die'],
]);

/**
 * An unescaped `"timeNano":` can only be a key, and a label of that name has quotes around its value:
 * so this finds the number itself, whole.
 */
const timeNanoPattern = /"timeNano":\s*(\d+)/;

/** Null for what is not an event of a known kind. */
export function parseEvent(value: unknown, line: string): EngineEvent | null {
  const parsed = Raw.safeParse(value);
  if (!parsed.success) return null;
  const { Type, Action, Actor, status, id, time } = parsed.data;
  const kind = Type.toLowerCase();
  if (!kinds.has(kind)) return null;
  const action = Action === '' ? status : Action;
  const actor = Actor.ID || id || (kind === 'image' ? (Actor.Attributes.name ?? '') : '');
  if (action === '' || (actor === '' && kind !== 'image')) return null;
  return {
    kind: kind as EventKind,
    action: podmanActions.get(`${kind} ${action}`) ?? action,
    id: actor,
    attributes: Actor.Attributes,
    timeNano: timeNanoPattern.exec(line)?.[1] ?? `${time}000000000`,
  };
}

export interface EventsInput {
  /** Nanoseconds since the epoch as digits: what happened since then comes first. */
  readonly sinceNano?: string;
  readonly signal?: AbortSignal | undefined;
  /** Called once the engine has taken the request: what happens from now on will come. */
  readonly onOpen?: () => void;
}

/** `1700000000.000000123`, the engine's way to write a moment. */
export function engineMoment(nano: string): string {
  const padded = nano.padStart(10, '0');
  return `${padded.slice(0, -9)}.${padded.slice(-9)}`;
}

/** Podman answers with its first event only; it has taken the request long before. */
const podmanOpenMs = 250;
/** For the answer: an idle Podman may say nothing for days. The longest that a timer can wait. */
const podmanAnswerMs = 2 ** 31 - 1;
const answerMs = 30_000;

/** Ends when the engine closes; throws `engine-gone` when the connection is cut, `cancelled` on abort. */
export async function* engineEvents(
  engine: Engine,
  input: EventsInput = {},
): AsyncGenerator<EngineEvent> {
  const late = engine.product === 'podman';
  const opened = once(() => input.onOpen?.());
  const early = late ? setTimeout(opened, podmanOpenMs) : undefined;
  let stream: EngineStream | undefined;
  try {
    stream = await engine.stream({
      path: '/events',
      query: {
        filters: filters({ type: [...kinds] }),
        since: input.sinceNano === undefined ? undefined : engineMoment(input.sinceNano),
      },
      signal: input.signal,
      timeoutMs: late ? podmanAnswerMs : answerMs,
      about: { operation: 'engine-events' },
    });
    opened();
    for await (const { value, text: line } of jsonLines(stream.bytes)) {
      const event = parseEvent(value, line);
      if (event !== null) yield event;
    }
  } finally {
    clearTimeout(early);
    stream?.close();
  }
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
