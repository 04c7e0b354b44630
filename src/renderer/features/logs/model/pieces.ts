/** What of a line is drawn: parts of one style, split where matches stand. Pure. */
import type { AnsiPart, AnsiStyle } from './ansi.ts';
import { spansOf } from './search.ts';

export interface Piece {
  readonly text: string;
  readonly style: AnsiStyle;
  readonly match: boolean;
}

export interface ShownLine {
  readonly pieces: readonly Piece[];
  /** Whether a match is among them. */
  readonly found: boolean;
  /** What a very long line has more than is drawn. */
  readonly hiddenCharacters: number;
}

/** A line of a megabyte costs a second to lay out; nobody reads it whole. */
export const shownCharacters = 4_096;

export function shownPieces(
  parts: readonly AnsiPart[],
  { query, whole }: { query: string; whole: boolean },
): ShownLine {
  const text = parts.map((part) => part.text).join('');
  const end = whole ? text.length : Math.min(text.length, shownCharacters);
  const pieces: Piece[] = [];
  const spans = spansOf(text, query);
  let part = 0;
  /** Where the current part begins in the text. */
  let partAt = 0;
  let at = 0;
  for (const span of spans) {
    const spanEnd = Math.min(end, at + span.text.length);
    while (at < spanEnd) {
      const { text: partText, style } = parts[part] ?? { text: '', style: undefined };
      const partEnd = partAt + partText.length;
      const until = Math.min(spanEnd, partEnd);
      if (style && until > at)
        pieces.push({ text: text.slice(at, until), style, match: span.match });
      at = Math.max(at, until);
      if (at >= partEnd) {
        part += 1;
        partAt = partEnd;
      }
      if (!style) break;
    }
    if (at >= end) break;
  }
  return {
    pieces,
    found: spans.some((span) => span.match),
    hiddenCharacters: text.length - end,
  };
}
