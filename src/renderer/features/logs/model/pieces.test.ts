import { describe, expect, it } from 'vitest';
import { ansiParts } from './ansi.ts';
import { shownCharacters, shownPieces } from './pieces.ts';

const told = (line: string, query: string) =>
  shownPieces(ansiParts(line), { query, whole: false }).pieces.map(({ text, style, match }) =>
    [match ? `[${text}]` : text, ...(style.colour === null ? [] : [style.colour])].join(' '),
  );

describe('pieces of a line', () => {
  it('splits a match where its colour changes', () => {
    const line = 'a \u001b[31merr\u001b[32mor\u001b[0m b';
    expect(told(line, 'ERROR')).toEqual(['a ', '[err] 1', '[or] 2', ' b']);
    expect(told(line, 'rr')).toEqual(['a ', 'e 1', '[rr] 1', 'or 2', ' b']);
    expect(told(line, '')).toEqual(['a ', 'err 1', 'or 2', ' b']);
  });

  it('draws the beginning of a very long line, and all of it when asked', () => {
    const parts = ansiParts(`\u001b[33m${'x'.repeat(5_000)}\u001b[0mneedle`);
    const short = shownPieces(parts, { query: 'needle', whole: false });
    expect(short.pieces.map(({ text }) => text.length)).toEqual([shownCharacters]);
    expect(short.hiddenCharacters).toBe(5_006 - shownCharacters);
    expect(short.found).toBe(true);
    const whole = shownPieces(parts, { query: 'needle', whole: true });
    expect(whole.pieces.at(-1)).toMatchObject({ text: 'needle', match: true });
    expect(whole.hiddenCharacters).toBe(0);
  });

  it('draws nothing of an empty line', () => {
    expect(shownPieces([], { query: 'x', whole: false }).pieces).toEqual([]);
  });
});
