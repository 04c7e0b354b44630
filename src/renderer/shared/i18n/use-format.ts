/** The formatters bound to the language on screen. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  formatBytes,
  formatDateTime,
  formatDuration,
  formatNumber,
  formatPercent,
  formatRelative,
} from './format.ts';

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

export function useFormat(): Formats {
  const { i18n } = useTranslation();
  return useMemo(() => formatsFor(i18n.language), [i18n.language]);
}
