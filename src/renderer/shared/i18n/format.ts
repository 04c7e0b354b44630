/** Numbers, sizes and times as the reader's language writes them. Pure; `locale` is a BCP 47 tag. */

const decimalUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Intl objects are slow to make (about 50 µs) and are asked for in each row. */
const made = new Map<string, unknown>();
function once<T>(key: string, make: () => T): T {
  const known = made.get(key);
  if (known !== undefined) return known as T;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

export function formatNumber(value: number, locale: string, maximumFractionDigits = 0): string {
  return once(
    `n${locale}${maximumFractionDigits}`,
    () => new Intl.NumberFormat(locale, { maximumFractionDigits }),
  ).format(value);
}

/** Disk and network sizes are decimal (`MB`), memory is binary (`MiB`), as Docker shows them. */
export function formatBytes(
  bytes: number,
  locale: string,
  base: 'decimal' | 'binary' = 'decimal',
): string {
  const [step, units] = base === 'decimal' ? [1000, decimalUnits] : [1024, binaryUnits];
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= step && unit < units.length - 1) {
    value /= step;
    unit += 1;
  }
  // `999.95 kB` would round to `1,000 kB`.
  if (unit < units.length - 1 && Number(value.toFixed(unit === 0 ? 0 : 1)) >= step) {
    value /= step;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${formatNumber(value, locale, digits)} ${units[unit]}`;
}

export function formatPercent(value: number, locale: string): string {
  return `${formatNumber(value, locale, value < 10 ? 1 : 0)}%`;
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const relativeSteps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * dayMs],
  ['month', 30 * dayMs],
  ['week', 7 * dayMs],
  ['day', dayMs],
  ['hour', hourMs],
  ['minute', minuteMs],
];

/** `3 hours ago`; under a minute it is "now", because a list that counts seconds never rests. */
export function formatRelative(atMs: number, nowMs: number, locale: string): string {
  const format = once(
    `r${locale}`,
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }),
  );
  const distance = atMs - nowMs;
  for (const [unit, ms] of relativeSteps) {
    if (Math.abs(distance) >= ms) return format.format(Math.trunc(distance / ms), unit);
  }
  return format.format(0, 'second');
}

export function formatDateTime(atMs: number, locale: string): string {
  return once(
    `d${locale}`,
    () =>
      new Intl.DateTimeFormat(locale, {
        dateStyle: 'medium',
        timeStyle: 'medium',
      }),
  ).format(atMs);
}

/** `1 h 3 min`, `12 s`: how long something took or runs. */
export function formatDuration(ms: number, locale: string): string {
  const parts: [number, Intl.NumberFormatOptions['unit']][] =
    ms >= dayMs
      ? [
          [Math.floor(ms / dayMs), 'day'],
          [Math.floor((ms % dayMs) / hourMs), 'hour'],
        ]
      : ms >= hourMs
        ? [
            [Math.floor(ms / hourMs), 'hour'],
            [Math.floor((ms % hourMs) / minuteMs), 'minute'],
          ]
        : ms >= minuteMs
          ? [
              [Math.floor(ms / minuteMs), 'minute'],
              [Math.floor((ms % minuteMs) / secondMs), 'second'],
            ]
          : [[Math.floor(ms / secondMs), 'second']];
  return parts
    .filter(([amount], index) => index === 0 || amount > 0)
    .map(([amount, unit]) =>
      once(
        `u${locale}${unit}`,
        () =>
          new Intl.NumberFormat(locale, {
            style: 'unit',
            unit: unit ?? 'second',
            unitDisplay: 'short',
          }),
      ).format(amount),
    )
    .join(' ');
}
