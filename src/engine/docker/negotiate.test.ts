import { describe, expect, it } from 'vitest';
import { ContractError } from '../../contract/errors.ts';
import { compareApi } from './engine.ts';
import { chooseApi } from './negotiate.ts';

function refusal(min: string, max: string): unknown {
  try {
    return chooseApi({ min, max });
  } catch (error) {
    return error instanceof ContractError ? error.problem : error;
  }
}

describe('chooseApi', () => {
  it.each([
    ['Docker 20.10', '1.12', '1.41', '1.41'],
    ['Docker 28', '1.24', '1.51', '1.51'],
    ['Docker 29', '1.44', '1.52', '1.51'],
    ['Podman 4', '1.24', '1.41', '1.41'],
    ['Docker 19.03', '1.12', '1.40', '1.40'],
  ] as const)('%s', (...[, min, max, chosen]) => {
    expect(chooseApi({ min, max })).toBe(chosen);
  });

  it('says which side to update', () => {
    expect(refusal('1.12', '1.39')).toMatchObject({
      code: 'api-out-of-range',
      facts: { side: 'engine', engine: '1.39' },
    });
    expect(refusal('1.60', '1.64')).toMatchObject({
      code: 'api-out-of-range',
      facts: { side: 'longshore', engine: '1.60' },
    });
  });

  it('compares versions as numbers', () => {
    expect(compareApi('1.9', '1.41')).toBeLessThan(0);
    expect(compareApi('2.0', '1.99')).toBeGreaterThan(0);
    expect(compareApi('1.41', '1.41')).toBe(0);
  });
});
