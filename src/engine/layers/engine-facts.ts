/** What an engine says of an image, before any of its bytes travel. */
import type { HistoryEntry, ImageDetail } from '../../contract/images.ts';
import { type HistoryLine, type ImageFacts, linesOf } from './facts.ts';

/** Instructions that only change the configuration. WORKDIR may make a folder. */
const configOnly =
  /^(?:\/bin\/sh -c #\(nop\)\s+)?(?:CMD|ENTRYPOINT|ENV|LABEL|EXPOSE|USER|VOLUME|STOPSIGNAL|SHELL|HEALTHCHECK|ONBUILD|MAINTAINER|ARG)\b/;

/**
 * Engines do not say which lines of a history made no layer. What has bytes made one; of the others, as many as layers
 * are left, those first whose instruction can make one.
 */
function withLayers(history: readonly HistoryEntry[], layerCount: number): Set<HistoryEntry> {
  const made = new Set(history.filter((line) => line.sizeBytes > 0));
  const empty = history.filter((line) => line.sizeBytes === 0);
  const likely = empty.filter((line) => !configOnly.test(line.createdBy.trim()));
  const unlikely = empty.filter((line) => !likely.includes(line));
  for (const line of [...likely, ...unlikely]) {
    if (made.size >= layerCount) break;
    made.add(line);
  }
  return made;
}

export function engineFacts(
  name: string,
  detail: ImageDetail,
  newestFirst: readonly HistoryEntry[],
): ImageFacts {
  const history = newestFirst.toReversed();
  const { layerDigests: diffIds, config, summary } = detail;
  const made = withLayers(history, diffIds.length);
  const lines = linesOf(
    history.map((line) => ({
      created_by: line.createdBy,
      comment: line.comment,
      createdAtMs: line.createdAtMs === 0 ? null : line.createdAtMs,
      empty: !made.has(line),
    })),
    diffIds.length,
  );
  return {
    ...{ name, config, imageId: summary.id, platform: summary.platform },
    lines: builtElsewhere(lines, history),
    layers: diffIds.map((diffId) => ({ diffId, missing: 'no', storedAt: null })),
    ...{ others: [], warnings: [] },
  };
}

/** `<missing>`: the engine has the layer, but no image of its own for the line. */
function builtElsewhere(
  lines: readonly HistoryLine[],
  history: readonly HistoryEntry[],
): HistoryLine[] {
  return lines.map((line, at) => ({ ...line, builtElsewhere: history[at]?.id === null }));
}

/** Facts of an archive are sure of its lines; what only the engine knows is added. */
export function withEngineWords(facts: ImageFacts, said: ImageFacts): ImageFacts {
  const same = facts.lines.length === said.lines.length;
  return {
    ...facts,
    name: said.name,
    imageId: said.imageId,
    platform: said.platform,
    lines: facts.lines.map((line, at) => ({
      ...line,
      builtElsewhere: same && (said.lines[at]?.builtElsewhere ?? false),
    })),
  };
}
