import { expect, it } from 'vitest';
import { readInlines, readMarkdown } from './markdown.ts';

it('reads headings, paragraphs, lists and code', () => {
  const text = [
    '# A `b`',
    '',
    'one',
    'two',
    '',
    '- x',
    '  y',
    '- **z**',
    '',
    '1. first',
    '',
    '```',
    '- no list',
    '',
    '```',
  ].join('\n');
  const plain = (words: string) => [{ kind: 'text', text: words }];
  expect(readMarkdown(text)).toEqual([
    { kind: 'heading', level: 1, inlines: [...plain('A '), { kind: 'code', text: 'b' }] },
    { kind: 'paragraph', inlines: plain('one two') },
    { kind: 'list', ordered: false, items: [plain('x y'), [{ kind: 'strong', text: 'z' }]] },
    { kind: 'list', ordered: true, items: [plain('first')] },
    { kind: 'code', text: '- no list\n' },
  ]);
});

it('keeps what it does not know as text', () => {
  expect(readInlines('<b>x</b> [a](b) `')).toEqual([{ kind: 'text', text: '<b>x</b> [a](b) `' }]);
});

it('joins Chinese lines without a space', () => {
  expect(readMarkdown('镜像由\n层组成')).toEqual([
    { kind: 'paragraph', inlines: [{ kind: 'text', text: '镜像由层组成' }] },
  ]);
});

it('ends a fence that is never closed', () => {
  expect(readMarkdown('```\nx')).toEqual([{ kind: 'code', text: 'x' }]);
});
