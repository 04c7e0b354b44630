// npm run bed -- up [names] | down | status | env: the engines that the tests use, for developers.
// The bed itself is TypeScript; `npm run` puts the project's own Node, which reads it, first on
// the path.
import { bedCommand } from '../test/support/bed/command.ts';

process.exitCode = await bedCommand(process.argv.slice(2));
