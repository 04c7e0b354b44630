/**
 * Functions that run inside a page with a terminal, each sent as text; `openProbe` has installed
 * what they use. A mark is one word: xterm.js draws spaces as it likes.
 */

/** As much of xterm.js as is used here. */
interface BareTerminal {
  open(place: HTMLElement): void;
  write(data: Uint8Array): void;
}

declare global {
  /** Set by the bare page's own script. */
  var openBareTerminal: ((options: object) => BareTerminal) | undefined;
  var bareTerminal: BareTerminal | undefined;
}

export interface Feed {
  readonly columns: number;
  readonly rows: number;
  readonly scrollback: number;
  readonly fontSize: number;
  readonly line: string;
  readonly lines: number;
  /** Another one each time. */
  readonly mark: string;
  readonly limitMs: number;
}

/** Milliseconds until xterm.js alone, given lines at once, has drawn the mark behind the last. */
export async function feedTerminal(feed: Feed): Promise<number> {
  const { whenPainted } = longshoreBench;
  await whenPainted(() => globalThis.openBareTerminal !== undefined, feed.limitMs);
  if (!globalThis.bareTerminal) {
    const { columns: cols, rows, scrollback, fontSize } = feed;
    globalThis.bareTerminal = globalThis.openBareTerminal?.({ cols, rows, scrollback, fontSize });
    globalThis.bareTerminal?.open(document.body);
  }
  const terminal = globalThis.bareTerminal;
  if (!terminal) throw new Error('there is no terminal');
  const bytes = new TextEncoder().encode(`${feed.line}\r\n`.repeat(feed.lines));
  const chunkBytes = 65_536;
  const from = performance.now();
  for (let at = 0; at < bytes.byteLength; at += chunkBytes) {
    terminal.write(bytes.subarray(at, at + chunkBytes));
  }
  terminal.write(new TextEncoder().encode(feed.mark));
  const drawn = () => document.body.textContent?.includes(feed.mark) === true;
  return (await whenPainted(drawn, feed.limitMs)) - from;
}

/** The same with bytes that come over a WebSocket, written as they come; `feedTerminal` has run. */
export async function feedFromSocket(feed: {
  readonly mark: string;
  readonly limitMs: number;
}): Promise<number> {
  const terminal = globalThis.bareTerminal;
  if (!terminal) throw new Error('there is no terminal');
  const from = performance.now();
  const socket = new WebSocket(`ws://${location.host}/`);
  socket.binaryType = 'arraybuffer';
  socket.onmessage = ({ data }) => terminal.write(new Uint8Array(data as ArrayBuffer));
  const { code } = await new Promise<CloseEvent>((closed) => {
    socket.onclose = closed;
  });
  if (code !== 1005) throw new Error(`the socket ended with ${code}`);
  terminal.write(new TextEncoder().encode(feed.mark));
  const drawn = () => document.body.textContent?.includes(feed.mark) === true;
  return (await longshoreBench.whenPainted(drawn, feed.limitMs)) - from;
}

/** Presses a button of the app by its name once it is there. */
export async function pressButton(wanted: { name: string; limitMs: number }): Promise<void> {
  const found = () =>
    [...document.querySelectorAll('button')].find(
      (button) => button.textContent?.trim() === wanted.name && button.ariaDisabled !== 'true',
    );
  await longshoreBench.whenPainted(() => found() !== undefined, wanted.limitMs);
  found()?.click();
}

/** When the terminal on screen shows a mark, by the page's clock. */
export function terminalShows(wanted: { mark: string; limitMs: number }): Promise<number> {
  const drawn = () =>
    document.querySelector('.xterm-rows')?.textContent?.includes(wanted.mark) === true;
  return longshoreBench.whenPainted(drawn, wanted.limitMs);
}

/** From the next Enter to a mark in the terminal; ask for the answer with `taken('mark')`. */
export function watchMark(wanted: { mark: string; limitMs: number }): void {
  const { started, whenPainted } = longshoreBench;
  const drawn = () =>
    document.querySelector('.xterm-rows')?.textContent?.includes(wanted.mark) === true;
  const took = new Promise<number>((resolve, reject) => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      removeEventListener('keydown', pressed, { capture: true });
      whenPainted(drawn, wanted.limitMs).then((at) => resolve(at - event.timeStamp), reject);
    };
    addEventListener('keydown', pressed, { capture: true });
  });
  took.catch(() => undefined); // told when it is asked for
  started.set('mark', took);
}
