/** The terminal's colours from the theme's tokens, and word when they change. */
import type { ITheme } from '@xterm/xterm';

/** Any CSS colour as `#rrggbbaa`: xterm.js does not know the newer notations. */
function toHex(colour: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return '#808080ff';
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const pixel = context.getImageData(0, 0, 1, 1).data;
  return `#${[...pixel].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

const names = [
  ...['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'],
  ...['brightBlack', 'brightRed', 'brightGreen', 'brightYellow'],
  ...['brightBlue', 'brightMagenta', 'brightCyan', 'brightWhite'],
] as const;

export function readTheme(): ITheme {
  const tokens = getComputedStyle(document.documentElement);
  const token = (name: string) => toHex(tokens.getPropertyValue(name).trim());
  return {
    ...Object.fromEntries(names.map((name, n) => [name, token(`--ansi-${n}`)])),
    background: token('--ground'),
    foreground: token('--text'),
    cursor: token('--accent-strong'),
    cursorAccent: token('--ground'),
    selectionBackground: token('--accent-ground-hover'),
    scrollbarSliderBackground: token('--line-strong'),
    scrollbarSliderHoverBackground: token('--n8'),
    scrollbarSliderActiveBackground: token('--n8'),
    overviewRulerBorder: token('--line'),
  };
}

/** How found text is marked. */
export function readMatchColours() {
  const tokens = getComputedStyle(document.documentElement);
  const token = (name: string) => toHex(tokens.getPropertyValue(name).trim()).slice(0, 7);
  return {
    matchBackground: token('--match-solid'),
    matchOverviewRuler: token('--waiting'),
    activeMatchBackground: token('--match-solid'),
    activeMatchBorder: token('--accent-strong'),
    activeMatchColorOverviewRuler: token('--accent-strong'),
  };
}

/** Calls back when the theme on the page becomes another, until the signal aborts. */
export function onThemeChange(changed: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme'],
  });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}

export function monoFont(chosen: string): string {
  const system = getComputedStyle(document.documentElement).getPropertyValue('--mono').trim();
  return chosen.trim() === '' ? system : `"${chosen.trim().replaceAll('"', '')}", ${system}`;
}
