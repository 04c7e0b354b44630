/** The formatters bound to the language on screen. */
import {
  formatBytes,
  formatDateTime,
  formatDuration,
  formatNumber,
  formatPercent,
  formatRelative,
} from './format.ts';
import { useLanguage } from './language.tsx';

export interface Formats {
  readonly locale: string;
  number(value: number, digits?: number): string;
  percent(value: number): string;
  /** Disk and network. */
  bytes(bytes: number): string;
  /** Memory. */
  memory(bytes: number): string;
  dateTime(atMs: number): string;
  relative(atMs: number, nowMs: number): string;
  duration(ms: number): string;
}

export function formatsFor(locale: string): Formats {
  return {
    locale,
    number: (value, digits) => formatNumber(value, locale, digits),
    percent: (value) => formatPercent(value, locale),
    bytes: (bytes) => formatBytes(bytes, locale, 'decimal'),
    memory: (bytes) => formatBytes(bytes, locale, 'binary'),
    dateTime: (atMs) => formatDateTime(atMs, locale),
    relative: (atMs, nowMs) => formatRelative(atMs, nowMs, locale),
    duration: (ms) => formatDuration(ms, locale),
  };
}

const made = new Map<string, Formats>();

export function useFormat(): Formats {
  const language = useLanguage();
  const known = made.get(language);
  if (known) return known;
  const fresh = formatsFor(language);
  made.set(language, fresh);
  return fresh;
}
