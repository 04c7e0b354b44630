const pieceBytes = 64 * 1024;

/** Many small chunks as few large ones, for a file: a write for each line would cost more than the line. */
export async function* gather(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    parts.push(chunk);
    size += chunk.byteLength;
    if (size < pieceBytes) continue;
    yield parts.length === 1 ? chunk : Buffer.concat(parts);
    parts = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(parts);
}
