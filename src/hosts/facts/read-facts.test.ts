import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HostFacts } from '../../contract/hosts.ts';
import { readFacts } from './read-facts.ts';

const mark = 'abc123';
const read = (lines: readonly string[]) =>
  readFacts(lines.map((line) => `${mark} ${line}\n`).join(''), { mark, atMs: 5 });

const pi = [
  'system Raspberry Pi OS GNU/Linux 12 (bookworm)',
  'model Raspberry Pi 4 Model B Rev 1.4',
  'architecture aarch64',
  'kernel 6.12.25+rpt-rpi-v8',
  'uptime 93784.12 361201.90',
  'load 0.52 0.58 0.59 1/213 4711',
  'cpus 4',
  'MemTotal: 3880000',
  'MemAvailable: 2000000',
  'boot 0f6a1f2c-4d1f-4a63-8b57-2c1f1a1b9f10',
  'disk /dev/mmcblk0p2 30000000 12000000 18000000 40% /',
  'end yes',
];

describe('facts of a host', () => {
  it('are read from the lines of a Pi', () => {
    expect(read(pi)).toEqual({
      system: 'Raspberry Pi OS GNU/Linux 12 (bookworm)',
      model: 'Raspberry Pi 4 Model B Rev 1.4',
      architecture: 'aarch64',
      kernel: '6.12.25+rpt-rpi-v8',
      uptimeSeconds: 93_784.12,
      load: [0.52, 0.58, 0.59],
      cpuCount: 4,
      memoryBytes: 3_880_000 * 1024,
      memoryAvailableBytes: 2_000_000 * 1024,
      dataBytes: 30_000_000 * 1024,
      dataFreeBytes: 18_000_000 * 1024,
      bootId: '0f6a1f2c-4d1f-4a63-8b57-2c1f1a1b9f10',
      atMs: 5,
    });
  });

  it('that are missing, or not as expected, are unknown', () => {
    const odd = ['load 0.5', 'cpus many', 'MemTotal: -1', 'boot ../../etc', 'disk df: no'];
    for (const lines of [odd, ['cpus 0', 'MemTotal: 99999999999999999999', 'uptime -1'], []]) {
      expect(Object.values({ ...read(lines), atMs: null })).toEqual(Array(13).fill(null));
    }
  });

  it('tell the disk of a device whose name has spaces', () => {
    const { dataBytes, dataFreeBytes } = read(['disk //nas/my share 9 1000 300 700 30% /mnt/a b']);
    expect([dataBytes, dataFreeBytes]).toEqual([1000 * 1024, 700 * 1024]);
  });

  it('do not come from what a login script prints', () => {
    const text = `abc12 system evil\nsystem evil\n${mark} system good\n${mark} system evil\n`;
    expect(readFacts(text, { mark, atMs: 0 }).system).toBe('good');
  });

  it('hold no control sequences and have an end', () => {
    const { system } = read([`system \u001b[31mred\u0007${'x'.repeat(1_000)}`]);
    expect(system).toMatch(/^red x+…$/);
    expect(system?.length).toBeLessThan(210);
  });

  it('never break, whatever comes', () => {
    const line = fc.tuple(fc.constantFrom('load', 'disk', 'uptime', 'boot', 'cpus'), fc.string());
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(line).map((all) => all.map(([key, rest]) => `${mark} ${key} ${rest}\n`).join('')),
    );
    fc.assert(
      fc.property(text, (output) => {
        const facts = readFacts(output, { mark, atMs: 5 });
        expect(HostFacts.parse(facts)).toEqual(facts);
      }),
    );
  });

  it('of an answer that was cut are whole or unknown', () => {
    const output = pi.map((line) => `${mark} ${line}\n`).join('');
    const whole = readFacts(output, { mark, atMs: 5 });
    for (let end = 0; end < output.length; end += 1) {
      const cut = readFacts(output.slice(0, end), { mark, atMs: 5 });
      for (const key of Object.keys(cut) as (keyof HostFacts)[]) {
        if (cut[key] !== null) expect(cut[key]).toEqual(whole[key]);
      }
    }
  });
});
