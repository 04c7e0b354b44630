/** What a clean-up of images is asked for. Pure. */
import type { RemovalScope } from '../../../../contract/image-removal.ts';

export const ages = ['any', 'day', 'week', 'month', 'quarter'] as const;
export type Age = (typeof ages)[number];

const dayMs = 24 * 3600 * 1000;
const days: Readonly<Record<Age, number>> = { any: 0, day: 1, week: 7, month: 30, quarter: 90 };

export interface CleanUp {
  readonly kind: 'dangling' | 'unused';
  /** Built longer ago than that. */
  readonly age: Age;
  /** `name` or `name=value`; empty: any. */
  readonly label: string;
}

export function scopeOf({ kind, age, label }: CleanUp, nowMs: number): RemovalScope {
  const wanted = label.trim();
  return {
    kind,
    ...(age === 'any' ? {} : { createdBeforeMs: nowMs - days[age] * dayMs }),
    ...(wanted === '' ? {} : { label: wanted }),
  };
}
