/** The `docker` lines that the buttons equal. Pure. */
import { dockerLine } from '../../../../contract/command-line.ts';
import { atMirror } from '../../../../contract/mirror.ts';

export interface PullChoice {
  readonly reference: string;
  readonly platform: string;
  /** Empty: none. */
  readonly mirror: string;
}

/** From a mirror it takes three: pull under the mirror's name, name it, take the mirror's name off. */
export function pullCommand({ reference, platform, mirror }: PullChoice): string {
  const options = platform === '' ? [] : ['--platform', platform];
  const there = mirror === '' ? null : atMirror(reference, mirror);
  if (there === null) return dockerLine(['pull', ...options, reference]);
  return [
    dockerLine(['pull', ...options, there]),
    dockerLine(['tag', there, reference]),
    dockerLine(['rmi', there]),
  ].join(' && ');
}

export interface SaveChoice {
  readonly names: readonly string[];
  /** Empty: all that are there. */
  readonly platform: string;
  readonly compression: 'none' | 'gzip' | 'zstd';
}

/** The file's name stands for a place of the person's own. */
export function saveCommand({ names, platform, compression }: SaveChoice): string {
  const options = platform === '' ? [] : ['--platform', platform];
  if (compression === 'none') return dockerLine(['save', ...options, '-o', 'images.tar', ...names]);
  const [program, extension] = compression === 'gzip' ? ['gzip', 'gz'] : ['zstd', 'zst'];
  return `${dockerLine(['save', ...options, ...names])} | ${program} > images.tar.${extension}`;
}

/** What was kept gets its further name before the load takes the one it has. */
export const loadCommand = (fileName: string, keeps: Readonly<Record<string, string>> = {}) =>
  [
    ...Object.entries(keeps).map(([name, further]) => dockerLine(['tag', name, further])),
    dockerLine(['load', '-i', fileName]),
  ].join(' && ');

export interface ImportChoice {
  readonly fileName: string;
  readonly reference: string;
  readonly message: string;
  readonly changes: readonly string[];
}

export function importCommand({ fileName, reference, message, changes }: ImportChoice): string {
  return dockerLine([
    ...['import', ...changes.flatMap((change) => ['-c', change])],
    ...[...(message === '' ? [] : ['-m', message]), fileName],
    ...(reference === '' ? [] : [reference]),
  ]);
}

/** Names where it has some, so that the archive holds them; else its id. */
export const removeCommand = (images: readonly string[], force: boolean) =>
  dockerLine(['rmi', ...(force ? ['-f'] : []), ...images]);
