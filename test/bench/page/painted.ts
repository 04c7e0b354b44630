/**
 * Functions that run inside the page: each is sent as text, so it may use nothing but its argument
 * and what a browser has. "Painted" is the first task after the frame that shows the change.
 */

interface ListWanted {
  /** The list's accessible name. */
  readonly label: string;
  readonly rows: number;
  readonly limitMs: number;
}

/**
 * Installed before a page's own scripts: `longshoreBench` is what the other functions use.
 * `whenPainted` resolves to the page's clock once a condition holds and has been painted.
 */
export function installProbe(): void {
  const whenPainted = (holds: () => boolean, limitMs: number) =>
    new Promise<number>((resolve, reject) => {
      const end = performance.now() + limitMs;
      const afterPaint = () => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      };
      const look = () => {
        if (holds()) afterPaint();
        else if (performance.now() > end) reject(new Error(`not painted in ${limitMs} ms`));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  /** All rows are known, and the ones on screen are there with their text. */
  const isListed = (label: string, rows: number) => {
    const grid = document.querySelector(`[role="grid"][aria-label="${label}"]`);
    if (grid?.getAttribute('aria-busy') === 'true') return false;
    if (grid?.getAttribute('aria-rowcount') !== String(rows + 1)) return false;
    const name = grid.querySelector('[data-row-key] [data-column="name"]')?.textContent;
    return rows === 0 || (name !== undefined && name !== null && name !== '');
  };
  Object.assign(globalThis, { longshoreBench: { whenPainted, isListed, started: new Map() } });
}

export interface Probe {
  whenPainted(holds: () => boolean, limitMs: number): Promise<number>;
  isListed(label: string, rows: number): boolean;
  /** What waits in the page until it is asked for. */
  readonly started: Map<string, Promise<unknown>>;
}

declare global {
  var longshoreBench: Probe;
}

export interface Loaded {
  /** Milliseconds from the beginning of the navigation. */
  readonly requestedMs: number;
  readonly answeredMs: number;
  readonly parsedMs: number;
  readonly paintedMs: number;
}

/** When the page of this navigation had its complete list painted. */
export async function listLoaded({ label, rows, limitMs }: ListWanted): Promise<Loaded> {
  const { whenPainted, isListed } = longshoreBench;
  const paintedMs = await whenPainted(() => isListed(label, rows), limitMs);
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return {
    requestedMs: entry?.requestStart ?? 0,
    answeredMs: entry?.responseEnd ?? 0,
    parsedMs: entry?.domContentLoadedEventEnd ?? 0,
    paintedMs,
  };
}

/** From the next click to the painted list; ask for the answer with `taken`. */
export function watchClick({ label, rows, limitMs }: ListWanted): void {
  const { started, whenPainted, isListed } = longshoreBench;
  const took = new Promise<number>((resolve, reject) => {
    const clicked = ({ timeStamp }: Event) => {
      whenPainted(() => isListed(label, rows), limitMs).then(
        (paintedMs) => resolve(paintedMs - timeStamp),
        reject,
      );
    };
    addEventListener('click', clicked, { once: true, capture: true });
  });
  started.set('click', took);
}

/** From the next key to the painted list of so many rows; ask for the answer with `taken`. */
export function watchKey({ label, rows, limitMs }: ListWanted): void {
  const { started, whenPainted, isListed } = longshoreBench;
  const took = new Promise<number>((resolve, reject) => {
    const pressed = ({ timeStamp }: Event) => {
      whenPainted(() => isListed(label, rows), limitMs).then(
        (paintedMs) => resolve(paintedMs - timeStamp),
        reject,
      );
    };
    addEventListener('keydown', pressed, { once: true, capture: true });
  });
  started.set('key', took);
}

/** What a watch has found. */
export function taken(name: string): Promise<unknown> | undefined {
  return longshoreBench.started.get(name);
}

/** The wall clock's milliseconds at which a row has shown a text in a column. */
export function watchRow(wanted: {
  name: string;
  key: string;
  column: string;
  text: string;
  limitMs: number;
}): void {
  const { started, whenPainted } = longshoreBench;
  const cell = `[data-row-key="${wanted.key}"] [data-column="${wanted.column}"]`;
  const shown = () => document.querySelector(cell)?.textContent?.trim() ?? 'no such row';
  const painted = whenPainted(() => shown().startsWith(wanted.text), wanted.limitMs).then(
    () => Date.now(),
    (error: unknown) => {
      throw new Error(`${String(error)}: ${cell} shows ${shown()}, not ${wanted.text}`);
    },
  );
  painted.catch(() => undefined); // told when it is asked for
  started.set(wanted.name, painted);
}

/** The rows on screen, from the top, by key and name. */
export function visibleRows(): { key: string; name: string }[] {
  return [...document.querySelectorAll<HTMLElement>('[data-row-key]')].map((row) => ({
    key: row.dataset.rowKey ?? '',
    name: row.querySelector('[data-column="name"]')?.textContent ?? '',
  }));
}
