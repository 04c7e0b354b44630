import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Duplex, Writable } from 'node:stream';

/**
 * The input and the output of a program as one stream, each with an end of its own. Destroying it
 * ends the program; what the program has said before it ended can still be read.
 */
export function endsOf(child: ChildProcessWithoutNullStreams): Duplex {
  let goOn: (() => void) | undefined;
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (duplex.push(chunk)) done();
      else goOn = done;
    },
    final(done) {
      duplex.push(null);
      done();
    },
  });
  const duplex = new Duplex({
    allowHalfOpen: true,
    read() {
      const next = goOn;
      goOn = undefined;
      next?.();
    },
    write(chunk: Buffer, _encoding, done) {
      // It has ended, and nobody hears us.
      if (child.stdin.writable) child.stdin.write(chunk, () => done());
      else done();
    },
    final(done) {
      child.stdin.end();
      done();
    },
    destroy(error, done) {
      child.stdout.unpipe(sink);
      for (const stream of [child.stdin, child.stdout]) stream.destroy();
      child.kill();
      done(error);
    },
  });
  // Without a listener a cut that nobody awaits would end the process.
  duplex.on('error', () => undefined);
  child.once('exit', () => {
    if (duplex.readableEnded) duplex.end();
    else duplex.once('end', () => duplex.end());
  });
  child.stdout.pipe(sink);
  return duplex;
}
