/**
 * OpenSSH's patterns: `*` is any run of characters, `?` is one. Matched by hand and not by a
 * regular expression, so that a pattern from a file cannot make it slow.
 * Source: ssh_config(5), PATTERNS.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  let at = 0;
  let index = 0;
  /** Where the last star stands, and how much of the text it has eaten. */
  let star = -1;
  let eaten = 0;
  while (at < text.length) {
    const wanted = pattern[index];
    if (wanted === '*') {
      star = index;
      eaten = at;
      index += 1;
    } else if (wanted !== undefined && (wanted === '?' || wanted === text[at])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      eaten += 1;
      at = eaten;
      index = star + 1;
    } else return false;
  }
  while (pattern[index] === '*') index += 1;
  return index === pattern.length;
}

/**
 * True when one of the patterns matches and no negated one does. A list with negations only never
 * matches.
 */
export function matchesPatterns(text: string, patterns: readonly string[]): boolean {
  let positive = false;
  for (const pattern of patterns) {
    const negated = pattern.startsWith('!');
    if (!matchesPattern(text, negated ? pattern.slice(1) : pattern)) continue;
    if (negated) return false;
    positive = true;
  }
  return positive;
}

/** A list with commas, as `Match user` has it. */
export function matchesList(text: string, list: string): boolean {
  return matchesPatterns(text, list.split(','));
}

/** Host names are compared without regard to case. */
export function matchesHostList(host: string, list: string): boolean {
  return matchesList(host.toLowerCase(), list.toLowerCase());
}
