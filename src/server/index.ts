import { readArguments, UsageError } from './arguments.ts';
import { run } from './run.ts';

/** `node out/server/index.js [--port N] [--no-open] [--json] [--install-engine]`: the web shell. */
try {
  const options = readArguments(process.argv.slice(2));
  await run(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
