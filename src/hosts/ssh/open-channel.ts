/** A channel of a login as a stream that behaves as a socket does. */
import { Duplex, Writable } from 'node:stream';

/** What node:http asks of a socket and a plain stream lacks. */
interface SocketLike {
  timeout: number;
  setKeepAlive(): Duplex;
  setNoDelay(): Duplex;
  ref(): Duplex;
  unref(): Duplex;
  setTimeout(idleMs: number, onTimeout?: () => void): Duplex;
  destroySoon(): void;
}

function addSocketMethods(duplex: Duplex): () => void {
  let timer: NodeJS.Timeout | undefined;
  const itself = () => duplex;
  const methods: SocketLike = {
    timeout: 0,
    setKeepAlive: itself,
    setNoDelay: itself,
    ref: itself,
    unref: itself,
    // An agent closes a kept connection that is idle for so long.
    setTimeout(idleMs, onTimeout) {
      clearTimeout(timer);
      timer = undefined;
      Object.assign(duplex, { timeout: idleMs });
      // As a socket does: node:http takes its listener away by a time of 0, after each answer.
      if (onTimeout !== undefined) duplex[idleMs > 0 ? 'once' : 'off']('timeout', onTimeout);
      if (idleMs > 0) timer = setTimeout(() => duplex.emit('timeout'), idleMs).unref();
      return duplex;
    },
    destroySoon() {
      if (duplex.writable) duplex.end();
      if (duplex.writableFinished) duplex.destroy();
      else duplex.once('finish', () => duplex.destroy());
    },
  };
  Object.assign(duplex, methods);
  duplex.once('close', () => clearTimeout(timer));
  return () => {
    timer?.refresh();
  };
}

/**
 * Both directions of a channel, each with an end of its own; neither is read faster than it is
 * taken. `destroy` closes the channel, on the host too. ssh2's own channels know no error, lose the
 * callback of a write when the other side closes, and take `destroy` for a polite end.
 * `link`: what the login itself runs over; the packets of one write go out on it together.
 */
export function asSocket(channel: Duplex, link?: Duplex): Duplex {
  let goOn: (() => void) | undefined;
  let written: ((error?: Error | null) => void) | undefined;
  let closed = false;

  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      touch();
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
      send(chunk, done);
    },
    // node:http writes the length, the bytes and the end of a piece: each would be a packet of its own.
    writev(chunks, done) {
      send(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)), done);
    },
    final(done) {
      channel.end();
      done();
    },
    destroy(error, done) {
      channel.unpipe(sink);
      channel.resume();
      channel.destroy();
      done(error);
    },
  });
  const touch = addSocketMethods(duplex);

  function send(bytes: Buffer, done: (error?: Error | null) => void): void {
    touch();
    // The host has closed: what it still said can be read, and nobody hears us.
    if (closed || channel.writableEnded) {
      done();
      return;
    }
    written = done;
    link?.cork();
    channel.write(bytes, () => {
      written = undefined;
      done();
    });
    link?.uncork();
  }

  channel.on('error', (error) => duplex.destroy(error));
  channel.once('close', () => {
    closed = true;
    const pending = written;
    written = undefined;
    pending?.();
    // Not before all is read: a write that comes too late would throw away what the host has said.
    if (duplex.readableEnded) duplex.end();
    else duplex.once('end', () => duplex.end());
  });
  channel.pipe(sink);
  return duplex;
}
