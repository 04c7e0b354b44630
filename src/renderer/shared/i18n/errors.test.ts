import { describe, expect, it } from 'vitest';
import { errorCodes, Mend } from '../../../contract/errors.ts';
import en from './en/errors.json' with { type: 'json' };
import { factsNeeded } from './problem-text.ts';
import zh from './zh-CN/errors.json' with { type: 'json' };

type Texts = Record<string, { sentence?: string; with?: string; why?: string }>;
const languages: [string, Texts][] = [
  ['en', en as Texts],
  ['zh-CN', zh as Texts],
];

describe.each(languages)('errors in %s', (_language, texts) => {
  it.each([...errorCodes])('%s has a sentence that needs no fact', (code) => {
    const { sentence } = texts[code] ?? {};
    expect(sentence).toBeTruthy();
    expect(factsNeeded(sentence ?? '')).toEqual([]);
  });

  it('has a label for each mend', () => {
    const kinds = Mend.options.map((option) => option.shape.kind.value);
    expect(Object.keys(texts.mend ?? {}).sort()).toEqual([...kinds].sort());
  });
});

describe('both languages', () => {
  it.each([...errorCodes])('use the same facts for %s', (code) => {
    const [left, right] = languages.map(([, texts]) => factsNeeded(texts[code]?.with ?? '').sort());
    expect(left).toEqual(right);
  });
});
