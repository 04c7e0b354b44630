import { describe, expect, it } from 'vitest';
import { explainOutput } from './early-exit.ts';

describe('explainOutput', () => {
  it.each([
    ['exec /hello: exec format error\n', 'exec-format-error'],
    ['exec /entrypoint.sh: no such file or directory\n', 'executable-not-found'],
    ['exec /app: permission denied', 'executable-not-allowed'],
    [
      'standard_init_linux.go:228: exec user process caused: exec format error\n',
      'exec-format-error',
    ],
  ])('%s', (output, code) => {
    expect(explainOutput(output, 'x')?.code).toBe(code);
  });

  it.each([
    'exec format error\n',
    'starting\nexec /hello: exec format error\n',
    'exec me: please\n',
    '',
  ])('is a program’s own output: %j', (output) => {
    expect(explainOutput(output, 'x')).toBeNull();
  });
});
