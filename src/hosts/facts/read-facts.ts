import type { HostFacts } from '../../contract/hosts.ts';
import { plainText } from '../ssh/plain-text.ts';

type Lines = ReadonlyMap<string, string>;

/** More than any such text has; the rest is somebody's joke. */
const textMax = 200;

/**
 * What the script of `facts-script.ts` has printed. A host may print anything: only whole lines with
 * the mark count (half a number is another number), the first of each kind, and whatever is not as
 * expected is unknown. Never throws.
 */
export function readFacts(
  output: string,
  { mark, atMs }: { mark: string; atMs: number },
): HostFacts {
  const lines = new Map<string, string>();
  for (const line of output.split('\n').slice(0, -1)) {
    const [, key, value] =
      /^(\S+) (.*)$/.exec(line.startsWith(`${mark} `) ? line.slice(mark.length + 1) : '') ?? [];
    if (key !== undefined && value !== undefined && !lines.has(key)) lines.set(key, value);
  }
  const load = numbersOf(lines, 'load').slice(0, 3);
  const [one, five, fifteen] = load;
  // `df -P`: the device may have spaces in its name, the numbers before the `40%` have none.
  const [, size, free] = /(?:^|\s)(\d+)\s+\d+\s+(\d+)\s+\d+%\s/.exec(lines.get('disk') ?? '') ?? [];
  return {
    system: textOf(lines, 'system'),
    model: textOf(lines, 'model'),
    architecture: textOf(lines, 'architecture'),
    kernel: textOf(lines, 'kernel'),
    uptimeSeconds: numbersOf(lines, 'uptime')[0] ?? null,
    load:
      one === undefined || five === undefined || fifteen === undefined
        ? null
        : [one, five, fifteen],
    cpuCount: countOf(lines, 'cpus'),
    memoryBytes: kibibytes(lines.get('MemTotal:')),
    memoryAvailableBytes: kibibytes(lines.get('MemAvailable:')),
    dataBytes: kibibytes(size),
    dataFreeBytes: kibibytes(free),
    bootId: /^[0-9a-f-]{36}$/.exec(lines.get('boot') ?? '')?.[0] ?? null,
    atMs,
  };
}

function textOf(lines: Lines, key: string): string | null {
  const text = plainText(lines.get(key) ?? '', textMax);
  return text === '' ? null : text;
}

/** Plain decimal numbers at the beginning of the text, until something else comes. */
function numbersOf(lines: Lines, key: string): number[] {
  const numbers: number[] = [];
  for (const word of (lines.get(key) ?? '').trim().split(/\s+/)) {
    if (!/^\d{1,12}(\.\d{1,6})?$/.test(word)) break;
    numbers.push(Number(word));
  }
  return numbers;
}

function countOf(lines: Lines, key: string): number | null {
  const [count] = numbersOf(lines, key);
  return count !== undefined && Number.isInteger(count) && count > 0 ? count : null;
}

function kibibytes(text: string | undefined): number | null {
  const bytes = /^\d+$/.test(text ?? '') ? Number(text) * 1024 : Number.NaN;
  return Number.isSafeInteger(bytes) ? bytes : null;
}
