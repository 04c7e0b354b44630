import type { HostFacts } from '../../contract/hosts.ts';
import { plainText } from '../ssh/plain-text.ts';

type Lines = ReadonlyMap<string, string>;

/** More than any such text has; the rest is somebody's joke. */
const textMax = 200;

/**
 * What the script of `facts-script.ts` has printed. A host may print anything: only lines with the
 * mark count, the first of each kind, and whatever is not as expected is unknown. Never throws.
 */
export function readFacts(
  output: string,
  { mark, atMs }: { mark: string; atMs: number },
): HostFacts {
  const lines = new Map<string, string>();
  for (const line of output.split('\n')) {
    const [, key, value] =
      /^(\S+) (.*)$/.exec(line.startsWith(`${mark} `) ? line.slice(mark.length + 1) : '') ?? [];
    if (key !== undefined && value !== undefined && !lines.has(key)) lines.set(key, value);
  }
  const load = numbersOf(lines, 'load').slice(0, 3);
  const [one, five, fifteen] = load;
  const [, size, , free] = (lines.get('disk') ?? '').trim().split(/\s+/);
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
    cpuCount: numbersOf(lines, 'cpus')[0] ?? null,
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

function kibibytes(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) * 1024 : null;
}
