import type { ArchiveContents } from '../../contract/archive-contents.ts';
import { lookInto } from '../../engine/images/look.ts';
import { untilAborted } from '../flow/until-aborted.ts';

/** What a file holds that a window sends; it need not send on once that is known. Nothing is kept. */
export async function* lookIntoUpload(
  up: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<{ contents: ArchiveContents }, void, undefined> {
  yield { contents: await lookInto(untilAborted(up, signal)) };
}
