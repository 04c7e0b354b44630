import { expect, it } from 'vitest';
import { shownName } from './shown-name.ts';

it.each([
  ['镜像 a\u0301.txt', '镜像 a\u0301.txt'],
  ['two\nlines\t', 'two\\nlines\\t'],
  ['\u001b[31m', '\\u001b[31m'],
  ['gpj.\u202eexe', 'gpj.\\u202eexe'],
])('%j is shown as %j', (name, shown) => expect(shownName(name)).toBe(shown));
