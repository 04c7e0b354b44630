/** xterm.js with what a terminal here has: fit, find, links that ask, graphemes, guarded clipboard. */
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import { scrollbackOsc } from '../../../../contract/terminals.ts';
import '@xterm/xterm/css/xterm.css';
import { type ClipboardAsk, clipboardAsk } from '../model/clipboard-write.ts';
import { readTheme } from './theme.ts';

export interface XtermOptions {
  readonly fontFamily: string;
  /** CSS pixels as seen. */
  readonly fontSize: number;
  /** Its name for those who hear it. */
  readonly label: string;
  readonly onLink: (url: string) => void;
  readonly onClipboard: (ask: ClipboardAsk) => void;
  /** A key that is the app's, not the program's: true when it was taken. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

export interface Xterm {
  readonly term: Terminal;
  readonly search: SearchAddon;
  /** Columns and rows as the place allows; nothing while it is not shown. */
  fit(): void;
  /** Scrollback is being drawn: what asks in it is not answered. */
  isReplaying(): boolean;
  dispose(): void;
}

/** Lines above the screen; about 20 MB when all are full. */
const scrollbackLines = 10_000;

export function createXterm(place: HTMLElement, options: XtermOptions): Xterm {
  const activate = (_event: MouseEvent, url: string) => options.onLink(url);
  const term = new Terminal({
    allowProposedApi: true,
    fontFamily: options.fontFamily,
    fontSize: options.fontSize,
    cursorStyle: 'block',
    cursorBlink: false,
    minimumContrastRatio: 4.5,
    scrollback: scrollbackLines,
    theme: readTheme(),
    linkHandler: { activate },
    // Alt makes letters on a Mac; programs expect Meta.
    macOptionIsMeta: true,
    rightClickSelectsWord: false,
  });
  const fit = new FitAddon();
  const search = new SearchAddon({ highlightLimit: 1_000 });
  term.loadAddon(fit);
  term.loadAddon(search);
  term.loadAddon(new WebLinksAddon(activate));
  term.loadAddon(new UnicodeGraphemesAddon());
  let replaying = false;
  term.parser.registerOscHandler(scrollbackOsc, (data) => {
    replaying = data === 'begin';
    return true;
  });
  term.parser.registerOscHandler(52, (data) => {
    if (!replaying) options.onClipboard(clipboardAsk(data));
    return true;
  });
  term.attachCustomKeyEventHandler((event) => !options.onKey(event));
  term.open(place);
  term.textarea?.setAttribute('aria-label', options.label);
  void drawWithGpu(term);
  return {
    term,
    search,
    fit() {
      if (place.clientWidth > 0 && place.clientHeight > 0) fit.fit();
    },
    isReplaying: () => replaying,
    dispose: () => term.dispose(),
  };
}

/** Draws with the graphics card where there is one. */
async function drawWithGpu(term: Terminal): Promise<void> {
  if (!hasGpu()) return;
  try {
    const { WebglAddon } = await import('@xterm/addon-webgl');
    const addon = new WebglAddon();
    addon.onContextLoss(() => addon.dispose());
    if (term.element) term.loadAddon(addon);
  } catch {
    // Then it is drawn without.
  }
}

/** A card that the processor simulates is slower than the page's own text. */
const simulated = /swiftshader|llvmpipe|softpipe|software|basic render/i;

function hasGpu(): boolean {
  const context = document
    .createElement('canvas')
    .getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (!context) return false;
  const names = context.getExtension('WEBGL_debug_renderer_info');
  const name = String(context.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
  // A page may have a few of these only.
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return !simulated.test(name);
}
