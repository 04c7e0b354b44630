import { expect, it } from 'vitest';
import { nextPage } from './link-header.ts';

const now = new URL('https://r.example/v2/a/tags/list?n=2');

it('leads to the next page on the same server', () => {
  expect(nextPage('</v2/a/tags/list?last=b&n=2>; rel="next"', now)?.href).toBe(
    'https://r.example/v2/a/tags/list?last=b&n=2',
  );
  expect(nextPage('<?last=b>; rel=next', now)?.pathname).toBe('/v2/a/tags/list');
});

it.each([
  undefined,
  '',
  '</v2/a>; rel="prev"',
  '<https://other.example/v2/a/tags/list>; rel="next"',
  '<http://r.example/v2/a/tags/list?last=b>; rel="next"',
  '</v2/a/tags/list?n=2>; rel="next"',
  'nonsense',
])('ends: %s', (link) => {
  expect(nextPage(link, now)).toBeNull();
});
