/** JSON values one after the other, whatever the chunks' borders, split by line ends. */

/** A line longer than this is not an engine's: 16 MiB, for an event with 200 KB of labels and then some. */
const lineLimit = 16 * 1024 * 1024;

/** The lines as text, without their ends; empty lines are left out. Multi-byte characters may be split. */
export async function* lines(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of source) {
    rest += decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let end = rest.indexOf('\n', start); end !== -1; end = rest.indexOf('\n', start)) {
      const line = rest.slice(start, end).trim();
      start = end + 1;
      if (line !== '') yield line;
    }
    rest = rest.slice(start);
    if (rest.length > lineLimit) throw new RangeError('A line of the engine is too long.');
  }
  const last = (rest + decoder.decode()).trim();
  if (last !== '') yield last;
}

export interface JsonLine {
  readonly value: unknown;
  readonly text: string;
}

/**
 * One value a line; Podman also puts several into one. What is not JSON is left out: a cut stream
 * ends with half a line, and its end is told by the source.
 */
export async function* jsonLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<JsonLine> {
  for await (const line of lines(source)) {
    for (const text of splitValues(line)) {
      const value = parse(text);
      if (value !== undefined) yield { value, text };
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `{…}{…}` without a line end between them: only then is the text looked at character by character. */
function splitValues(line: string): string[] {
  if (!line.includes('}{') || parse(line) !== undefined) return [line];
  const values: string[] = [];
  let depth = 0;
  let start = 0;
  let quoted = false;
  for (let i = 0; i < line.length; i += 1) {
    const character = line[i];
    if (quoted) {
      if (character === '\\') i += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) {
        values.push(line.slice(start, i + 1));
        start = i + 1;
      }
    }
  }
  return values;
}
