/** The times in a log, which engines write with nanoseconds. Pure. */

const pattern = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

interface Moment {
  readonly atMs: number;
  readonly nanos: number;
}

function momentOf(stamp: string): Moment | undefined {
  const [, whole, fraction = '', zone] = pattern.exec(stamp) ?? [];
  const secondMs = Date.parse(`${whole}${zone}`);
  if (Number.isNaN(secondMs)) return undefined;
  const nanos = Number(fraction.padEnd(9, '0'));
  return { atMs: secondMs + Math.floor(nanos / 1e6), nanos };
}

/** Milliseconds since 1970; undefined for what is no time. */
export const stampMs = (stamp: string): number | undefined => momentOf(stamp)?.atMs;

/** Whether `stamp` is later than `other`, to the nanosecond. What is no time counts as later. */
export function isLater(stamp: string, other: string): boolean {
  const a = momentOf(stamp);
  const b = momentOf(other);
  if (!a || !b) return true;
  const second = Math.floor(a.atMs / 1000) - Math.floor(b.atMs / 1000);
  return second === 0 ? a.nanos > b.nanos : second > 0;
}

const two = (value: number) => String(value).padStart(2, '0');

/** For the gutter: `12:00:00.123` in the reader's time zone. */
export function clockTime(stamp: string): string {
  const atMs = stampMs(stamp);
  if (atMs === undefined) return stamp;
  const date = new Date(atMs);
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** `2026-01-31`, for lines of another day. */
export function dayOf(stamp: string): string {
  const atMs = stampMs(stamp);
  if (atMs === undefined) return '';
  const date = new Date(atMs);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
