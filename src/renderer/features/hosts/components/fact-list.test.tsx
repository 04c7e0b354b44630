import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { HostFacts } from '../../../../contract/hosts.ts';
import { startI18n, switchLanguage } from '../../../shared/i18n/i18n.ts';
import { FactList } from './fact-list.tsx';

const pi: HostFacts = {
  system: 'Raspbian GNU/Linux 12 (bookworm)',
  model: 'Raspberry Pi 4 Model B Rev 1.4',
  architecture: 'aarch64',
  kernel: '6.12.25+rpt-rpi-v8',
  uptimeSeconds: 93_784,
  load: [0.52, 0, 12.5],
  cpuCount: 4,
  memoryBytes: 4 * 1024 ** 3,
  memoryAvailableBytes: 1.5 * 1024 ** 3,
  dataBytes: 30_000_000_000,
  dataFreeBytes: 0,
  bootId: null,
  atMs: 0,
};
const none = Object.fromEntries(Object.keys(pi).map((key) => [key, null]));
const unknown = { ...pi, ...none, atMs: 0 } as HostFacts;

const values = () => screen.getAllByRole('definition').map((value) => value.textContent);

describe('the facts of a host', () => {
  afterEach(cleanup);

  it('are written as the reader writes them', async () => {
    await startI18n('en');
    render(<FactList facts={pi} />);
    expect(values()).toEqual([
      'Raspbian GNU/Linux 12 (bookworm)',
      'Raspberry Pi 4 Model B Rev 1.4',
      'aarch64',
      '6.12.25+rpt-rpi-v8',
      '1 day 2 hr',
      '0.52 · 0 · 12.5',
      '4',
      '1.5 GiB of 4 GiB free',
      '0 B of 30 GB free',
    ]);
  });

  it('are unknown where the host did not tell, in both languages', async () => {
    await startI18n('en');
    const { rerender } = render(<FactList facts={unknown} />);
    expect(values()).toEqual(Array(9).fill('unknown'));
    await switchLanguage('zh-CN');
    rerender(<FactList facts={{ ...unknown, memoryBytes: 1024 ** 3 }} />);
    expect(values().filter((value) => value === '未知')).toHaveLength(8);
    expect(values()).toContain('1 GiB');
  });

  it('have their places before the first look', async () => {
    await startI18n('en');
    render(<FactList facts={null} />);
    expect(values()).toEqual(Array(9).fill('…'));
  });
});
