import process from 'node:process';

/** Progress belongs to stderr: with --json, stdout holds one line and nothing else. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

const tickMs = 1_000;
/** Into a file or a pipe a line is not overwritten, so it comes seldom. */
const plainEveryMs = 15_000;

/**
 * Shows `title`, the seconds and what `detail()` says while `work` runs. On a terminal the line is
 * drawn over itself.
 */
export async function withProgress(title, detail, work) {
  const from = Date.now();
  const text = () => `${title} ${Math.round((Date.now() - from) / 1000)} s${detail()}`;
  const isTerminal = process.stderr.isTTY === true;
  let lastMs = from;
  say(`${title}`);
  const timer = setInterval(() => {
    if (isTerminal) process.stderr.write(`\r\u001b[2K${text()}`);
    else if (Date.now() - lastMs >= plainEveryMs) {
      lastMs = Date.now();
      say(text());
    }
  }, tickMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (isTerminal) process.stderr.write('\r\u001b[2K');
  }
}
