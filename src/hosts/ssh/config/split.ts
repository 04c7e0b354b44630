/** The two ways in which OpenSSH splits a line (`argv_split` and `strdelim` in misc.c). */

/** The words of an option, or undefined when a quote is not closed. A `#` before a word ends the line. */
export function splitWords(text: string): string[] | undefined {
  const words: string[] = [];
  let index = 0;
  while (index < text.length) {
    const char = text[index];
    if (char === ' ' || char === '\t') {
      index += 1;
      continue;
    }
    if (char === '#') break;
    const word = readWord(text, index);
    if (!word) return undefined;
    words.push(word.text);
    index = word.end;
  }
  return words;
}

function readWord(text: string, start: number): { text: string; end: number } | undefined {
  let quote = '';
  let word = '';
  let index = start;
  for (; index < text.length; index += 1) {
    const char = text.charAt(index);
    const next = text.charAt(index + 1);
    if (char === '\\' && isEscapable(next, quote)) {
      word += next;
      index += 1;
    } else if (quote === '' && (char === ' ' || char === '\t')) break;
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
    else word += char;
  }
  return quote === '' ? { text: word, end: index } : undefined;
}

function isEscapable(next: string, quote: string): boolean {
  return next === '"' || next === "'" || next === '\\' || (next === ' ' && quote === '');
}

/**
 * The words of a `Match` line: split at white space and at one `=`, double quotes keep a word
 * together, nothing is escaped. Undefined when a quote is not closed.
 */
export function splitCriteria(text: string): string[] | undefined {
  const words: string[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const end = rest.search(/[\s"=]/);
    if (end < 0) {
      words.push(rest);
      break;
    }
    if (rest.charAt(end) === '"') {
      const close = rest.indexOf('"', end + 1);
      if (close < 0) return undefined;
      words.push(rest.slice(0, end) + rest.slice(end + 1, close));
      rest = rest.slice(close + 1).trimStart();
      continue;
    }
    words.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^\s*(=\s*)?/, '');
  }
  return words;
}
