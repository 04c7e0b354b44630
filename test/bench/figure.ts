/** One line of the result. `value`, `peer` and `bar` share the unit. */
export interface Figure {
  readonly name: string;
  /** Null where it could not be measured; `reason` says why. */
  readonly value: number | null;
  readonly unit: Unit;
  /** The same work done by the program it is compared with, in the same run. */
  readonly peer: number | null;
  readonly bar: number | null;
  readonly met: boolean | null;
  /** `median of 5`, `p95 of 200`. */
  readonly of: string;
  /** `≤ 1.25 × curl`. */
  readonly rule: string;
  /** Why the bar was missed, as far as the run itself can tell, or why there is no value. */
  readonly reason?: string;
  /** False after `--quick`: smaller sizes, one run. */
  readonly comparable: boolean;
}

export type Unit = 'ms' | 's' | 'MiB' | 'kB' | '% of a core' | 'requests';

/** The yardstick of a figure. */
export interface Bar {
  readonly rule: string;
  /** In the figure's unit. */
  readonly limit: (peer: number) => number;
  /** The bar itself does not meet it. */
  readonly strict?: boolean;
}

export const atMost = (limit: number, unit: Unit): Bar => ({
  rule: limit === 0 ? `0 ${unit}` : `≤ ${limit} ${unit}`,
  limit: () => limit,
});

export const below = (limit: number, unit: Unit): Bar => ({
  rule: `< ${limit} ${unit}`,
  limit: () => limit,
  strict: true,
});

/** `factor × peer + plus`, as in "1.3 × the engine + 150 ms". */
export function against(peer: string, factor: number, plus = 0): Bar {
  const times = factor === 1 && plus > 0 ? peer : `${factor} × ${peer}`;
  return {
    rule: `≤ ${times}${plus > 0 ? ` + ${plus} ms` : ''}`,
    limit: (value) => factor * value + plus,
  };
}

/** What a benchmark hands in; the bar is worked out here. */
export interface Measured {
  readonly name: string;
  readonly unit: Unit;
  readonly value: number;
  readonly peer?: number | undefined;
  readonly bar: Bar;
  readonly of: string;
  /** The parts that the time went into; told when the bar is missed. */
  readonly parts?: string | undefined;
}

const round = (value: number) => Number(value.toPrecision(value < 100 ? 3 : 6));

export function toFigure(measured: Measured, comparable: boolean): Figure {
  const { name, unit, value, peer, bar, of, parts } = measured;
  const limit = bar.limit(peer ?? 0);
  const met = bar.strict ? value < limit : value <= limit;
  return {
    ...{ name, value: round(value), unit, peer: peer === undefined ? null : round(peer) },
    ...{ bar: round(limit), met, of, rule: bar.rule, comparable },
    ...(met ? {} : { reason: parts ?? 'the run does not tell' }),
  };
}

/** Stands for a figure that could not be measured: never silently left out. */
export function unmeasured(name: string, reason: string): Figure {
  return {
    ...{ name, value: null, unit: 'ms', peer: null, bar: null, met: null },
    ...{ of: '', rule: '', reason, comparable: false },
  };
}
