#!/usr/bin/env node
/**
 * `npm start`: installs what is missing, builds what is stale, opens Longshore. Runs on a fresh clone
 * with Node 20.19 or newer, without any dependency.
 */
import process from 'node:process';

// Before anything else is loaded: an older Node does not know what the other files import.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Longshore needs Node 20.19 or newer to start, and this is ${process.versions.node}: install a newer one from https://nodejs.org.\n`,
  );
  process.exitCode = 2;
} else {
  const { start } = await import('./lib/start.mjs');
  await start(process.argv.slice(2));
}
