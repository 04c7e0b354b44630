import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../shared/ui/button.tsx';
import { SearchField } from '../../../shared/ui/search-field.tsx';
import type { Xterm } from '../xterm/create-xterm.ts';
import { readMatchColours } from '../xterm/theme.ts';
import styles from './terminals.module.css';

export interface FindBarProps {
  readonly xterm: Xterm;
  readonly onClose: () => void;
}

/** Finds text on the screen and in its scrollback. */
export function FindBar({ xterm, onClose }: FindBarProps) {
  const { t } = useTranslation(['terminals', 'common']);
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState(() => {
    const selected = xterm.term.getSelection();
    return selected.includes('\n') ? '' : selected;
  });
  const [results, setResults] = useState({ at: -1, count: 0 });
  const { search } = xterm;

  useEffect(() => {
    field.current?.focus();
    const listener = search.onDidChangeResults(({ resultIndex, resultCount }) =>
      setResults({ at: resultIndex, count: resultCount }),
    );
    return () => {
      listener.dispose();
      search.clearDecorations();
    };
  }, [search]);

  function find(text: string, how: 'type' | 'next' | 'previous'): void {
    if (text === '') {
      search.clearDecorations();
      setResults({ at: -1, count: 0 });
      return;
    }
    const decorations = readMatchColours();
    if (how === 'previous') search.findPrevious(text, { decorations });
    else search.findNext(text, { decorations, incremental: how === 'type' });
  }
  const status =
    query === ''
      ? undefined
      : results.at < 0
        ? t('find.count', { count: results.count })
        : t('find.at', { at: results.at + 1, count: results.count });
  return (
    <div
      className={styles.find}
      // Before the field, which would only be emptied by it.
      onKeyDownCapture={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <SearchField
        ref={field}
        label={t('find.label')}
        value={query}
        onChange={(text) => {
          setQuery(text);
          find(text, 'type');
        }}
        onNext={(backwards) => find(query, backwards ? 'previous' : 'next')}
        status={status}
      />
      <IconButton
        small
        icon={ArrowUp}
        label={t('find.previous')}
        keys="Shift+Enter"
        onClick={() => find(query, 'previous')}
      />
      <IconButton
        small
        icon={ArrowDown}
        label={t('find.next')}
        keys="Enter"
        onClick={() => find(query, 'next')}
      />
      <IconButton small icon={X} label={t('common:actions.close')} onClick={onClose} />
    </div>
  );
}
