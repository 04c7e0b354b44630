import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** One slow machine with two cores is the yardstick: a limit that is hit here is a fault. */
const quickMs = 30_000;
/** Engines start, pull and restart inside these tests. */
const engineMs = 120_000;

export default defineConfig({
  test: {
    // An unhandled rejection anywhere fails the run.
    dangerouslyIgnoreUnhandledErrors: false,
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // A process a file costs more than the tests in it.
          isolate: false,
          include: [
            'src/**/*.test.ts',
            'scripts/**/*.test.ts',
            'test/{bench,contract,hosts}/**/*.test.ts',
          ],
          exclude: ['test/**/*.hosts.test.ts'],
          testTimeout: quickMs,
          hookTimeout: quickMs,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['src/renderer/**/*.test.tsx'],
          testTimeout: quickMs,
          hookTimeout: quickMs,
        },
      },
      {
        test: {
          name: 'wire',
          environment: 'node',
          isolate: false,
          include: ['test/wire/**/*.test.ts'],
          testTimeout: quickMs,
          hookTimeout: quickMs,
        },
      },
      {
        test: {
          name: 'walls',
          environment: 'node',
          include: ['test/walls/**/*.test.ts', 'test/shell/**/*.test.ts'],
          testTimeout: engineMs,
          hookTimeout: engineMs,
        },
      },
      {
        test: {
          name: 'engine',
          environment: 'node',
          include: ['test/**/*.engine.test.ts'],
          // The engines are shared: one file at a time.
          fileParallelism: false,
          testTimeout: engineMs,
          hookTimeout: engineMs,
        },
      },
      {
        test: {
          name: 'hosts',
          environment: 'node',
          include: ['test/**/*.hosts.test.ts'],
          // Two files at once would make a host slow that another waits for.
          fileParallelism: false,
          testTimeout: engineMs,
          hookTimeout: engineMs,
        },
      },
    ],
  },
});
