import { type ReactNode, useMemo } from 'react';
import { type Block, type Inline, readMarkdown } from '../model/markdown.ts';
import styles from './help.module.css';

const inline = (parts: readonly Inline[]): ReactNode[] =>
  parts.map((part, index) => {
    // The parts of a text never change places.
    const key = `${index} ${part.kind}`;
    if (part.kind === 'code') return <code key={key}>{part.text}</code>;
    if (part.kind === 'strong') return <strong key={key}>{part.text}</strong>;
    return part.text;
  });

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading': {
      // The page has its own first heading.
      const Heading = block.level === 1 ? 'h2' : 'h3';
      return <Heading>{inline(block.inlines)}</Heading>;
    }
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the text is fixed.
            <li key={index}>{inline(item)}</li>
          ))}
        </List>
      );
    }
    case 'code':
      return <pre>{block.text}</pre>;
    case 'paragraph':
      return <p>{inline(block.inlines)}</p>;
  }
}

/** Our own help pages as elements of the page: their text is never HTML. */
export function MarkdownView({ text }: { readonly text: string }) {
  const blocks = useMemo(() => readMarkdown(text), [text]);
  return (
    <div className={styles.text}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text is fixed.
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}
