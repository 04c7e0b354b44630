/** What Chromium is started with by the tests and by the bench. */

/** No graphics card, and nothing that asks the network by itself. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** As root Chromium has no sandbox of its own; the pages are ours. */
export const chromiumFlags = process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet;
