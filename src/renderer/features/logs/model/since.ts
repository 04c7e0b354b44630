/** What a person types for "since": `10m`, `2h30m`, or a date and time. Pure. */

/** From when on; a duration is counted from the moment it was chosen. */
export interface Since {
  readonly text: string;
  readonly atMs: number;
}

const unitMs: Readonly<Record<string, number>> = {
  ...{ s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 },
};
const duration = /^(?:\d+(?:\.\d+)?[smhd])+$/;
const moment = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/;

/** Milliseconds since 1970; undefined for what is neither. A time without a zone is the reader's own. */
export function parseSince(text: string, nowMs: number): number | undefined {
  const asked = text.trim();
  if (duration.test(asked)) {
    const parts = [...asked.matchAll(/([\d.]+)([smhd])/g)];
    return (
      nowMs - parts.reduce((sum, [, n, unit = 's']) => sum + Number(n) * (unitMs[unit] ?? 0), 0)
    );
  }
  const [, day, clock = '00:00', zone = ''] = moment.exec(asked) ?? [];
  if (day === undefined) return undefined;
  const atMs = Date.parse(`${day}T${clock}${zone}`);
  return Number.isNaN(atMs) ? undefined : atMs;
}
