/**
 * The list's view: kept here, so that a key is painted at once, and mirrored into the address, which
 * is what a reload, a link and the way back start from.
 */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type ListView, readSearch, writeSearch } from '../model/list-view.ts';

/** A browser allows about 20 changes of the address a second; nobody types slower than this. */
const mirrorMs = 150;

export function useListView(from: '/host/$host/containers' | '/all/containers') {
  const search = useSearch({ from });
  const navigate = useNavigate();
  const [view, setView] = useState(() => readSearch(search));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** Addresses that we wrote: they tell nothing new when they come into force. */
  const own = useRef<string[]>([]);
  const here = JSON.stringify(writeSearch(readSearch(search)));

  useEffect(() => {
    if (own.current.includes(here)) {
      if (own.current.at(-1) === here) own.current = [];
      return;
    }
    clearTimeout(timer.current);
    setView(readSearch(JSON.parse(here)));
  }, [here]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const change = useCallback(
    (part: Partial<ListView>) => {
      setView((before) => {
        const next = { ...before, ...part };
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          const written = writeSearch(next);
          own.current.push(JSON.stringify(written));
          void navigate({ to: '.', search: written, replace: true });
        }, mirrorMs);
        return next;
      });
    },
    [navigate],
  );
  return { view, change };
}
