/** What one window remembers of its own layout: widths, hidden columns, the last host. */
import { useCallback, useState } from 'react';
import type * as z from 'zod';

const prefix = 'longshore.';

/** Reads and checks; anything that does not fit any more is forgotten. */
export function recall<T>(key: string, schema: z.ZodType<T>, fallback: T): T {
  try {
    const text = localStorage.getItem(prefix + key);
    if (text === null) return fallback;
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : fallback;
  } catch {
    return fallback;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // Storage may be full or forbidden; the layout then lasts as long as the window.
  }
}

/** `useState` that outlives a reload. `key` and `schema` must not change between renders. */
export function useRemembered<T>(
  key: string,
  schema: z.ZodType<T>,
  fallback: T,
): [T, (next: T) => void] {
  const [value, setValue] = useState(() => recall(key, schema, fallback));
  const set = useCallback(
    (next: T) => {
      setValue(next);
      remember(key, next);
    },
    [key],
  );
  return [value, set];
}
