/** What engines tell while they pull, load or import: one JSON value a line. */
import * as z from 'zod';
import { decodeRefusal } from './errors.ts';
import { jsonLines } from './json-lines.ts';
import type { Subject } from './refusal.ts';
import { text } from './shapes.ts';

const Detail = z
  .object({ current: z.number().catch(0), total: z.number().catch(0) })
  .nullish()
  .catch(null);

const Line = z.object({
  status: text,
  id: text,
  /** Output of load and import; Podman's pull too. */
  stream: text,
  progressDetail: Detail,
  /** Of a push, at its end. */
  aux: z.object({ Digest: text }).nullish().catch(null),
  error: text,
  errorDetail: z.object({ message: text }).nullish().catch(null),
});
export type ProgressLine = z.output<typeof Line>;

/** Lines as they come. An error line, which has status 200 behind it, is thrown decoded. */
export async function* progressLines(
  source: AsyncIterable<Uint8Array>,
  about: Subject,
): AsyncGenerator<ProgressLine> {
  for await (const { value } of jsonLines(source)) {
    const parsed = Line.safeParse(value);
    if (!parsed.success) continue;
    const line = parsed.data;
    const error = line.errorDetail?.message || line.error;
    if (error !== '') throw decodeRefusal({ status: 0, text: error, about });
    yield line;
  }
}
