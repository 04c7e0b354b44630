import { describe, expect, it } from 'vitest';
import { chainIds, layerSizes, layerUse, sumFreed } from './layer-use.ts';

const step = (createdBy: string, sizeBytes: number) => ({ createdBy, sizeBytes });

describe('layerSizes', () => {
  it('matches steps with bytes to layers', () => {
    const steps = [step('ADD file', 100), step('/bin/sh -c #(nop)  CMD ["sh"]', 0), step('x', 5)];
    expect(layerSizes(steps, 2)).toEqual({ bytes: [100, 5], exact: true });
  });
  it('finds layers without bytes by their instruction', () => {
    const steps = [
      step('ADD f /', 9),
      step('ENV A=b', 0),
      step('WORKDIR /srv', 0),
      step('RUN x', 3),
    ];
    expect(layerSizes(steps, 3)).toEqual({ bytes: [9, 0, 3], exact: true });
  });
  it('says less than there may be where it cannot tell', () => {
    const steps = [step('RUN a', 0), step('RUN b', 7), step('RUN c', 0), step('RUN d', 2)];
    expect(layerSizes(steps, 3)).toEqual({ bytes: [7, 2, 0], exact: false });
  });
  it('bears a history that is missing or too long', () => {
    expect(layerSizes([], 2)).toEqual({ bytes: [0, 0], exact: false });
    expect(layerSizes([step('a', 1), step('b', 2), step('c', 3)], 2).bytes).toEqual([1, 2]);
  });
});

const stack = (layers: readonly string[], bytes: readonly number[], exact = true) => ({
  chain: chainIds(layers),
  sizes: { bytes, exact },
  totalBytes: bytes.reduce((sum, size) => sum + size, 0),
});

describe('layerUse', () => {
  const base = stack(['a', 'b'], [100, 10]);
  const web = stack(['a', 'b', 'c'], [100, 10, 1]);
  const db = stack(['a', 'b', 'd'], [100, 10, 2]);

  it('frees only what nobody else uses, and each byte once', () => {
    const use = layerUse([base, web, db]);
    expect(use.free(web)).toEqual({ bytes: 1, precision: 'exact' });
    expect(use.free(base)).toEqual({ bytes: 0, precision: 'exact' });
    expect(use.free(db)).toEqual({ bytes: 112, precision: 'exact' });
  });
  it('does not take the same files on another ground for the same layer', () => {
    const use = layerUse([stack(['a', 'c'], [100, 1]), stack(['b', 'c'], [50, 1])]);
    expect(use.free(stack(['a', 'c'], [100, 1])).bytes).toBe(101);
  });
  it('counts an intermediate image below as gone with it', () => {
    const use = layerUse([base, web]);
    use.drop(base);
    expect(use.free(web).bytes).toBe(111);
  });
  it('is sure of the whole even where it cannot split it', () => {
    const vague = stack(['a', 'b', 'x'], [100, 10, 0], false);
    expect(layerUse([vague]).free(vague)).toEqual({ bytes: 110, precision: 'exact' });
    expect(layerUse([vague, base]).free(vague)).toEqual({ bytes: 0, precision: 'at-least' });
    const odd = { ...web, totalBytes: 1000 };
    expect(layerUse([odd]).free(odd).precision).toBe('about');
  });
});

it('is as uncertain as the most uncertain part', () => {
  expect(
    sumFreed([
      { bytes: 1, precision: 'exact' },
      { bytes: 2, precision: 'at-least' },
    ]),
  ).toEqual({ bytes: 3, precision: 'at-least' });
});

it('names chains as Docker does', () => {
  // From a `docker rmi` of a committed image on 20.10: the id that it printed.
  expect(
    chainIds([
      'sha256:d2f8ebcfdf7cf93241b14eab7608dd89d15e20bdc920986527b507138e9d2579',
      'sha256:dd3e5e7258bb05a17013728c54f3277ee170439bddf7f51d02e20d797170370f',
    ])[1],
  ).toBe('sha256:9cd82939114ca97bedf2a9cbff5b876f97a8d1156fedcae7756917f1f3fb8ba8');
});
