import { describe, expect, it } from 'vitest';
import { ContainerId, HostId, TerminalId } from '../../../../contract/ids.ts';
import type { Terminal } from '../../../../contract/terminals.ts';
import {
  bySeat,
  dockerWordsOf,
  isOf,
  markOfTerminal,
  shortCommand,
  shownTerminal,
} from './terminals.ts';

const host = HostId.parse('local');
const container = ContainerId.parse('a'.repeat(64));

const terminal = (id: string, more: Partial<Terminal> = {}): Terminal => ({
  id: TerminalId.parse(id),
  target: { kind: 'exec', host, container },
  ...{ name: 'web', command: 'bash', user: '', tty: true, state: 'open' },
  ...{ exitCode: null, problem: null, openedAtMs: 0, endedAtMs: null },
  ...more,
});
const [a, b, c] = ['1', '2', '3'].map((n) => `00000000-0000-4000-8000-00000000000${n}`);

describe('terminals', () => {
  it('are marked by how they are and how they ended', () => {
    expect(markOfTerminal(terminal(`${a}`, { state: 'opening' }))).toBe('starting');
    expect(markOfTerminal(terminal(`${a}`))).toBe('running');
    expect(markOfTerminal(terminal(`${a}`, { state: 'ended', exitCode: 0 }))).toBe('exited');
    expect(markOfTerminal(terminal(`${a}`, { state: 'ended', exitCode: 2 }))).toBe('failed');
    expect(markOfTerminal(terminal(`${a}`, { state: 'ended' }))).toBe('failed');
  });

  it('stand in the order of their opening, but where they took a place', () => {
    const at = (id: string | undefined, openedAtMs: number) => terminal(`${id}`, { openedAtMs });
    const all = [at(a, 1), at(b, 2), at(c, 3)];
    expect(bySeat(all, {}).map(({ id }) => id)).toEqual([a, b, c]);
    expect(bySeat(all, { [`${c}`]: 1 }).map(({ id }) => id)).toEqual([a, c, b]);
  });

  it('show their program by its name', () => {
    expect(shortCommand('/bin/busybox sh')).toBe('busybox sh');
    expect(shortCommand('bash')).toBe('bash');
  });

  it('fall back to the newest that runs, then to the newest', () => {
    const ended = { state: 'ended' } as const;
    const all = [terminal(`${a}`), terminal(`${b}`), terminal(`${c}`, ended)];
    expect(shownTerminal(all, a)?.id).toBe(a);
    expect(shownTerminal(all, 'gone')?.id).toBe(b);
    expect(shownTerminal([terminal(`${a}`, ended), terminal(`${c}`, ended)], undefined)?.id).toBe(
      c,
    );
    expect(shownTerminal([], undefined)).toBeUndefined();
  });

  it('of this machine equal no command, and belong to no container', () => {
    const target = { kind: 'local', host } as const;
    expect(dockerWordsOf(target, 'pi')).toEqual([]);
    expect(isOf(host, container)(terminal(`${a}`, { target }))).toBe(false);
    expect(isOf(host, container)(terminal(`${a}`))).toBe(true);
  });

  it('equal a docker command', () => {
    const target = { kind: 'exec', host, container, user: 'root', workingDir: '/srv' } as const;
    expect(dockerWordsOf(target, 'web').join(' ')).toBe('docker exec -it -u root -w /srv web sh');
    expect(dockerWordsOf({ ...target, command: ['psql', '-l'] }, 'db').join(' ')).toBe(
      'docker exec -it -u root -w /srv db psql -l',
    );
    expect(dockerWordsOf({ kind: 'attach', host, container }, 'web')).toEqual([
      ...['docker', 'attach', 'web'],
    ]);
  });
});
