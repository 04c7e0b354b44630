import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type ErrorCode, refuse } from '../../contract/errors.ts';
import type { Asker } from '../../hosts/asker.ts';
import { createHostConnection } from './host-connection.ts';

const nobody: Asker = {
  hostKey: async () => undefined,
  secrets: async () => undefined,
  touch: async () => {},
  commands: async () => false,
};

/** A remote host whose way always fails with this code. Counts the attempts. */
function failing(code: ErrorCode) {
  let attempts = 0;
  const connection = createHostConnection({
    reach: async () => {
      attempts += 1;
      throw refuse(code, 'It did not work.');
    },
    problem: null,
    remote: true,
    ask: nobody,
  });
  return { connection, attempts: () => attempts };
}

describe('a way that fails', () => {
  it.each(['cancelled', 'login-refused', 'host-key-changed'] as const)(
    'by %s is not tried again until a person asks',
    async (code) => {
      const { connection, attempts } = failing(code);
      expect(connection.status.get().state).toBe('asleep');
      await sleep(20);
      expect(attempts(), 'asleep').toBe(0);
      connection.retry();
      await expect.poll(() => connection.status.get().state).toBe('needs-you');
      await sleep(600);
      expect(attempts()).toBe(1);
      connection.retry();
      await expect.poll(attempts).toBe(2);
      connection.close();
    },
  );

  it('for now is tried again by itself', async () => {
    const { connection, attempts } = failing('host-unreachable');
    connection.retry();
    await expect.poll(attempts, { timeout: 5_000 }).toBeGreaterThan(2);
    connection.close();
  });
});
