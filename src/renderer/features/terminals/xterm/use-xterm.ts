/** An xterm.js in an element: made when it is shown, sized with it, coloured with the theme. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useSettings } from '../../../shared/lib/live-stores.ts';
import { createXterm, type Xterm, type XtermOptions } from './create-xterm.ts';
import { monoFont, onThemeChange, readTheme } from './theme.ts';

export type XtermEvents = Pick<XtermOptions, 'onLink' | 'onClipboard' | 'onKey'>;

export function useXterm(
  place: RefObject<HTMLElement | null>,
  label: string,
  events: XtermEvents,
): Xterm | undefined {
  const { terminalFont, terminalFontSize, zoom } = useSettings();
  const [xterm, setXterm] = useState<Xterm>();
  const latest = useRef(events);
  latest.current = events;
  // The place is not enlarged with the page (xterm.js would mistake where the pointer is): its font is.
  const fontSize = (terminalFontSize * zoom) / 100;
  const first = useRef({ fontFamily: '', fontSize, label });
  first.current = { fontFamily: monoFont(terminalFont), fontSize, label };

  useEffect(() => {
    if (!place.current) return;
    const life = new AbortController();
    const made = createXterm(place.current, {
      ...first.current,
      onLink: (url) => latest.current.onLink(url),
      onClipboard: (ask) => latest.current.onClipboard(ask),
      onKey: (event) => latest.current.onKey(event),
    });
    made.fit();
    let frame = 0;
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => made.fit());
    });
    observer.observe(place.current);
    onThemeChange(() => {
      made.term.options.theme = readTheme();
    }, life.signal);
    setXterm(made);
    return () => {
      life.abort();
      cancelAnimationFrame(frame);
      observer.disconnect();
      made.dispose();
      setXterm(undefined);
    };
  }, [place]);

  useEffect(() => {
    if (!xterm) return;
    xterm.term.options.fontFamily = monoFont(terminalFont);
    xterm.term.options.fontSize = fontSize;
    xterm.fit();
  }, [xterm, terminalFont, fontSize]);
  return xterm;
}
