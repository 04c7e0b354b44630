import { describe, expect, it } from 'vitest';
import { ContainerId } from '../../contract/ids.ts';
import { RawStats, sampleOf } from './stats-sample.ts';

const id = ContainerId.parse('ab'.repeat(32));
const sample = (raw: object) => sampleOf(id, RawStats.parse(raw));

const cpu = (total: number, system: number) => ({
  cpu_usage: { total_usage: total },
  system_cpu_usage: system,
  online_cpus: 4,
});

describe('sampleOf', () => {
  it('100 is one whole core', () => {
    const raw = {
      read: '2026-01-02T03:04:05.5Z',
      cpu_stats: cpu(2e9, 8e9),
      precpu_stats: cpu(1e9, 4e9),
    };
    expect(sample(raw)).toMatchObject({
      cpuPercent: 100,
      atMs: Date.UTC(2026, 0, 2, 3, 4, 5, 500),
    });
  });

  it('has no figure before there are two readings, or after a restart', () => {
    expect(sample({ cpu_stats: cpu(2e9, 8e9), precpu_stats: cpu(0, 0) }).cpuPercent).toBeNull();
    expect(sample({ cpu_stats: cpu(1e9, 8e9), precpu_stats: cpu(2e9, 4e9) }).cpuPercent).toBeNull();
    expect(sample({ cpu_stats: cpu(2e9, 4e9), precpu_stats: cpu(1e9, 4e9) }).cpuPercent).toBeNull();
  });

  it('leaves the cache out, of cgroup v1 and v2', () => {
    const memory = (stats: object) =>
      sample({ memory_stats: { usage: 1000, limit: 5000, stats } }).memoryBytes;
    expect(memory({ total_inactive_file: 300, inactive_file: 1 })).toBe(700);
    expect(memory({ inactive_file: 300 })).toBe(700);
    expect(memory({ inactive_file: 3000 })).toBe(1000);
    expect(memory({})).toBe(1000);
  });

  it('says nothing of a stopped container', () => {
    expect(sample({ read: '0001-01-01T00:00:00Z', memory_stats: {} })).toEqual({
      id,
      cpuPercent: null,
      memoryBytes: null,
      memoryLimitBytes: null,
      atMs: 0,
    });
  });
});
