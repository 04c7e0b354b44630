import { useRef } from 'react';

/** Letters that come sooner than this belong to one word. */
const wordMs = 700;

/** Gathers letters typed one after the other; gives the word so far. */
export function useTyped(): (letter: string) => string {
  const last = useRef({ word: '', atMs: 0 });
  return (letter) => {
    const atMs = performance.now();
    const { word, atMs: before } = last.current;
    const isSame = word === letter;
    const next = atMs - before < wordMs && !isSame ? word + letter : letter;
    last.current = { word: next, atMs };
    return next;
  };
}
