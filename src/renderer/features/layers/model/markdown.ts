/**
 * The little Markdown that our own help pages are written in: headings, paragraphs, lists, code. Anything
 * else is text. Nothing becomes HTML. Pure.
 */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly inlines: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly items: readonly (readonly Inline[])[];
    }
  | { readonly kind: 'code'; readonly text: string };

const marked = /`([^`]+)`|\*\*([^*]+)\*\*/g;

export function readInlines(text: string): readonly Inline[] {
  const inlines: Inline[] = [];
  let at = 0;
  for (const found of text.matchAll(marked)) {
    const [whole, code, strong] = found;
    if (found.index > at) inlines.push({ kind: 'text', text: text.slice(at, found.index) });
    if (code !== undefined) inlines.push({ kind: 'code', text: code });
    else if (strong !== undefined) inlines.push({ kind: 'strong', text: strong });
    at = found.index + whole.length;
  }
  if (at < text.length) inlines.push({ kind: 'text', text: text.slice(at) });
  return inlines;
}

/** A line break inside of a Chinese sentence is no space. */
const wide = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/;
const joined = (lines: readonly string[]): string =>
  lines.reduce((text, line) => {
    if (text === '') return line;
    const isWide = wide.test(text.at(-1) ?? '') || wide.test(line.at(0) ?? '');
    return `${text}${isWide ? '' : ' '}${line}`;
  }, '');

const heading = /^(#{1,4})\s+(.*)$/;
const listItem = /^(?:[-*]|(\d+)\.)\s+(.*)$/;

function readList(lines: readonly string[]): Block {
  const items: string[][] = [];
  for (const line of lines) {
    const found = listItem.exec(line);
    if (found) items.push([found[2] ?? '']);
    else items.at(-1)?.push(line.trim());
  }
  return {
    kind: 'list',
    ordered: /^\d/.test(lines[0] ?? ''),
    items: items.map((parts) => readInlines(joined(parts))),
  };
}

function readBlock(lines: readonly string[]): Block {
  const [first = ''] = lines;
  const head = heading.exec(first);
  if (head && lines.length === 1) {
    return { kind: 'heading', level: head[1]?.length ?? 1, inlines: readInlines(head[2] ?? '') };
  }
  if (listItem.test(first)) return readList(lines);
  return { kind: 'paragraph', inlines: readInlines(joined(lines.map((line) => line.trim()))) };
}

/** Blocks are set apart by empty lines; a fence holds what it holds. */
export function readMarkdown(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let fence: string[] | undefined;
  const flush = () => {
    if (lines.length > 0) blocks.push(readBlock(lines));
    lines = [];
  };
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    if (line.startsWith('```')) {
      if (fence) blocks.push({ kind: 'code', text: fence.join('\n') });
      else flush();
      fence = fence ? undefined : [];
    } else if (fence) fence.push(line);
    else if (line.trim() === '') flush();
    else lines.push(line);
  }
  flush();
  if (fence) blocks.push({ kind: 'code', text: fence.join('\n') });
  return blocks;
}
