/** Functions that run inside the page of a bare terminal: each is sent as text. */

/** As much of xterm.js as is used here. */
interface BareTerminal {
  open(place: HTMLElement): void;
  write(data: Uint8Array, done: () => void): void;
}

declare global {
  /** Set by the page's own script. */
  var openBareTerminal: ((options: object) => BareTerminal) | undefined;
}

export interface Feed {
  readonly columns: number;
  readonly rows: number;
  readonly line: string;
  readonly lines: number;
  readonly chunkBytes: number;
}

/** Milliseconds until xterm.js, given lines as fast as it takes them, has drawn the last. */
export async function feedTerminal(feed: Feed): Promise<number> {
  const wait = (look: () => boolean) =>
    new Promise<void>((resolve) => {
      const again = () => (look() ? resolve() : requestAnimationFrame(again));
      again();
    });
  await wait(() => globalThis.openBareTerminal !== undefined);
  const terminal = globalThis.openBareTerminal?.({ cols: feed.columns, rows: feed.rows });
  if (!terminal) throw new Error('there is no terminal');
  terminal.open(document.body);
  const bytes = new TextEncoder().encode(`${feed.line}\r\n`.repeat(feed.lines));
  const from = performance.now();
  for (let at = 0; at < bytes.byteLength; at += feed.chunkBytes) {
    const chunk = bytes.subarray(at, at + feed.chunkBytes);
    await new Promise<void>((done) => terminal.write(chunk, done));
  }
  await new Promise<void>((done) => terminal.write(new TextEncoder().encode('the end'), done));
  await wait(() => document.body.textContent?.includes('the end') === true);
  return performance.now() - from;
}
