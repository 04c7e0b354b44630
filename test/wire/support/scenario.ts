import fc from 'fast-check';

/** One thing that the producer makes: so many bytes, or an object with a text of that length. */
export interface Made {
  readonly kind: 'bytes' | 'object';
  readonly size: number;
}

/** How a wait inside a scenario is spent: not at all, within this turn of the loop, or in a later one. */
export type Wait = 'none' | 'microtask' | 'task' | 'timer';

export interface Plan {
  readonly kind: 'down' | 'up';
  readonly made: readonly Made[];
  readonly failAtEnd: boolean;
  /** Upwards: everything is sent without waiting for what was sent before. */
  readonly eager: boolean;
  /** The reader leaves after so many values; undefined: it stays to the end. */
  readonly leaveAfter: number | undefined;
  readonly leaveBy: 'break' | 'abort';
  readonly producerWaits: readonly Wait[];
  readonly consumerWaits: readonly Wait[];
}

const made = fc.array(
  fc.record<Made>({
    kind: fc.constantFrom('bytes', 'bytes', 'object'),
    size: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 300 }) },
      { weight: 3, arbitrary: fc.integer({ min: 1_000, max: 66_000 }) },
      { weight: 1, arbitrary: fc.integer({ min: 66_000, max: 350_000 }) },
    ),
  }),
  { maxLength: 40, size: 'max' },
);

const waits = fc.array(
  fc.constantFrom<Wait>('none', 'none', 'none', 'microtask', 'microtask', 'task', 'timer'),
  { minLength: 1, maxLength: 7 },
);

export const plan: fc.Arbitrary<Plan> = fc.record({
  kind: fc.constantFrom('down', 'down', 'up'),
  made,
  failAtEnd: fc.boolean(),
  eager: fc.boolean(),
  leaveAfter: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
  leaveBy: fc.constantFrom('break', 'abort'),
  producerWaits: waits,
  consumerWaits: waits,
});

export async function spend(wait: Wait | undefined): Promise<void> {
  if (wait === 'microtask') await undefined;
  if (wait === 'task') await new Promise((resolve) => setImmediate(resolve));
  if (wait === 'timer') await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Bytes that tell their place: any piece of a stream can be compared with its position. */
const pattern = Buffer.alloc(1_000_003);
for (let at = 0; at < pattern.byteLength; at += 1) pattern[at] = (at * 167 + (at >> 8)) & 255;

export interface Tape {
  readonly next: (made: Made) => unknown;
}

/** Makes the values of a plan, in order; two tapes make the same. */
export function createTape(): Tape {
  let offset = 0;
  let count = 0;
  return {
    next: ({ kind, size }) => {
      count += 1;
      if (kind === 'object') return { count, text: 'x'.repeat(size) };
      const start = offset % (pattern.byteLength - size);
      offset += size + 1;
      return pattern.subarray(start, start + size);
    },
  };
}

/** Runs of bytes joined, because the wire may cut and merge them; objects as they are. */
export function joined(values: readonly unknown[]): unknown[] {
  const result: unknown[] = [];
  let run: Uint8Array[] = [];
  const flush = (): void => {
    const bytes = Buffer.concat(run);
    if (bytes.byteLength > 0) result.push(bytes);
    run = [];
  };
  for (const value of values) {
    if (value instanceof Uint8Array) run.push(value);
    else {
      flush();
      result.push(value);
    }
  }
  flush();
  return result;
}

/** What arrived is the beginning of what was made, and all of it when `complete`. */
export function assertPrefix(
  got: readonly unknown[],
  { plan: { made: wanted }, complete }: { plan: Plan; complete: boolean },
): void {
  const tape = createTape();
  const all = joined(wanted.map((item) => tape.next(item)));
  const parts = joined(got);
  for (const [at, part] of parts.entries()) {
    const whole = all[at];
    const last = at === parts.length - 1 && !complete;
    if (part instanceof Uint8Array && whole instanceof Uint8Array) {
      const expected = last ? whole.subarray(0, part.byteLength) : whole;
      if (Buffer.compare(part, expected) !== 0) throw new Error(`run ${at} is not what was made`);
    } else if (JSON.stringify(part) !== JSON.stringify(whole)) {
      throw new Error(`value ${at} is not what was made`);
    }
  }
  if (complete && parts.length !== all.length) {
    throw new Error(`${all.length - parts.length} runs or values were lost`);
  }
}
