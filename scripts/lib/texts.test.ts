import { describe, expect, it } from 'vitest';
import { textUses } from './text-uses.mjs';
import { compareLanguages, compareUses } from './texts.mjs';

const languages = (en: object, zh: object) =>
  compareLanguages({ en: { a: en }, 'zh-CN': { a: zh } });

describe('two languages', () => {
  it('agree when keys, plurals and placeholders do', () => {
    const en = { title: 'Stop {{name}}', n_one: '{{count}} row', n_other: '{{count}} rows' };
    expect(languages(en, { title: '停止 {{name}}', n_other: '{{count}} 行' })).toEqual([]);
  });

  it.each([
    [{ x: 'X', y: { z: 'Z' } }, { x: '甲' }, 'zh-CN lacks a:y.z'],
    [{ x: 'X' }, { x: '甲', y: '乙' }, 'en lacks a:y'],
    [{ n_other: 'rows' }, { n_other: '行' }, 'en a:n lacks the plural form one'],
    [
      { n_one: 'row', n_other: 'rows' },
      { n_one: '行', n_other: '行' },
      'zh-CN a:n has a plural form too many: one',
    ],
    [{ n_one: 'row', n_other: 'rows' }, { n: '行' }, 'a:n has plurals in en only'],
    [{ x: 'Stop {{name}}' }, { x: '停止 {{nmae}}' }, 'a:x takes {name} in en, {nmae} in zh-CN'],
    [{ x: 'X' }, { x: ' ' }, 'zh-CN a:x is empty'],
    [{ x: ['X'] }, { x: '甲' }, 'en a:x is no text'],
  ])('%j and %j differ: %s', (en, zh, fault) => {
    expect(languages(en, zh)).toEqual([fault]);
  });

  it('have the same files', () => {
    expect(compareLanguages({ en: { a: {} }, 'zh-CN': {} })).toEqual(['zh-CN has no file a.json']);
  });
});

/** The faults of one source against a catalogue of the namespace `list`. */
const check = (source: string, list: object = {}, path = 'v.tsx') => {
  const { uses, faults } = textUses(path, source);
  return [...faults, ...compareUses({ list }, uses)];
};

describe('keys in the sources', () => {
  it('are found with and without a namespace, in a choice, and by a beginning', () => {
    const source = `
      export function View() {
        const { t } = useTranslation('list');
        return [t('list:a'), t('b.c', { count: 2 }), t(on ? 'd' : 'e'), t(\`f.\${code}\`)];
      }`;
    const all = { a: 'A', b: { c_one: 'C', c_other: 'Cs' }, d: 'D', e: 'E', f: { x: 'X', y: 'Y' } };
    expect(check(source, all)).toEqual([]);
  });

  it('belong to the function that names the namespace', () => {
    const source = `
      const One = () => { const { t } = useTranslation('list'); return t('a'); };
      const Two = () => { const { t } = useTranslation('other'); return t('a'); };`;
    expect(check(source, { a: 'A' })).toEqual(['v.tsx:3: there is no text other:a']);
  });

  it('count when a table or a <Trans> names them', () => {
    const source = `
      export const columns = [{ label: 'list:a' }];
      export const P = () => <Trans i18nKey="list:b" />;`;
    expect(check(source, { a: 'A', b: 'B' })).toEqual([]);
  });

  it('that do not exist, or are never used, are faults', () => {
    expect(check(`t('list:a'); t(\`list:c.\${x}\`); const k = 'list:d';`, { b: 'B' })).toEqual([
      'v.tsx:1: there is no text list:a',
      'v.tsx:1: no text begins with list:c.',
      'v.tsx:1: there is no text list:d',
      'list:b is never used',
    ]);
  });

  it('must begin with a literal', () => {
    expect(check('t(`${key}`)')).toEqual([
      'v.tsx:1: a key must begin with a literal that names its place',
    ]);
  });

  it('inside of a text count as used', () => {
    expect(check(`t('list:a')`, { a: 'see $t(list:b)', b: 'B' })).toEqual([]);
    expect(check(`t('list:a')`, { a: 'see $t(b)' })).toEqual([
      'list:a names list:b, which does not exist',
    ]);
  });

  it('are not seen in what merely looks like one', () => {
    expect(check(`import 'node:fs'; const a = 'sha256:abc';`)).toEqual([]);
  });
});

describe('sentences in components', () => {
  it.each([
    ['<p>Stop it</p>', '"Stop it"'],
    ['<p>停止</p>', '"停止"'],
    ["<p>{'Stop it'}</p>", '"Stop it"'],
    ['<button aria-label="Close" />', '"Close"'],
    ['<input placeholder={`Search`} />', '"Search"'],
  ])('%s is a fault', (jsx, text) => {
    expect(check(`const P = () => ${jsx};`)).toEqual([
      `v.tsx:1: text outside of the catalogues: ${text}`,
    ]);
  });

  it.each([
    '<p>{t0}: 12 × 3</p>',
    '<p className="wide row" data-state="open" />',
    '<input placeholder="nginx:1.27" />',
    '<h1>Longshore</h1>',
    '<p>\n{/* i18n-ignore: a file name */}\nDockerfile\n</p>',
  ])('%s is none', (jsx) => {
    expect(check(`const P = () => ${jsx};`)).toEqual([]);
  });
});
