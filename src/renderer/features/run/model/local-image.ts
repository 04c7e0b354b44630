/** Which of an engine's images a text means. Pure. */
import type { ImageSummary } from '../../../../contract/images.ts';
import { defaultRegistry, readReference } from '../../../../contract/reference.ts';

/** One spelling for all: registry, repository, and `latest` where nothing is said. */
function inFull(text: string): string | undefined {
  const reading = readReference(text);
  if (!reading.ok) return undefined;
  const { registry, repository, tag, digest } = reading.reference;
  return `${registry}/${repository}${digest ? `@${digest}` : `:${tag ?? 'latest'}`}`;
}

/** By name, by digest, or by id (whole, or 12 digits and more). */
export function findImage(rows: readonly ImageSummary[], text: string): ImageSummary | undefined {
  const asked = text.trim();
  const id = /^(?:sha256:)?([0-9a-f]{12,64})$/.exec(asked)?.[1];
  if (id !== undefined) {
    const found = rows.find((row) => row.id.startsWith(`sha256:${id}`));
    if (found) return found;
  }
  const name = inFull(asked);
  if (name === undefined) return undefined;
  // Podman tries its own names before the default registry.
  const reading = readReference(asked);
  const bare = reading.ok && !reading.reference.registryWritten;
  const ours = bare
    ? name.replace(`${defaultRegistry}/`, 'localhost/').replace('/library/', '/')
    : name;
  const has = (row: ImageSummary, wanted: string) =>
    [...row.tags, ...row.digests].some((one) => inFull(one) === wanted);
  return rows.find((row) => has(row, name)) ?? rows.find((row) => has(row, ours));
}
