/** The steps that an image was built by, as a person reads them. Pure. */
import type { HistoryEntry } from '../../../../contract/images.ts';

export interface HistoryStep {
  /** 1 is the oldest. */
  readonly number: number;
  /** `RUN`, `COPY`, …; empty when it cannot be told. */
  readonly instruction: string;
  readonly text: string;
  readonly entry: HistoryEntry;
  /** It changed no file: only settings. */
  readonly empty: boolean;
}

/** The classic builder writes `/bin/sh -c #(nop)  CMD ["sh"]`, and a plain shell line for RUN. */
const settingsOnly = /^\/bin\/sh -c #\(nop\)\s*/;
const shell = /^(?:\|\d+ .*?)?\/bin\/sh -c\s+/s;
/** BuildKit writes the instruction itself, with a note at its end. */
const buildkitNote = /\s*# buildkit$/;
const instruction =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s+(.*)$/s;

function readCreatedBy(createdBy: string): { instruction: string; text: string } {
  const plain = createdBy.trim().replace(buildkitNote, '');
  const bare = plain.replace(settingsOnly, '');
  const named = instruction.exec(bare);
  if (named) {
    const [, word = '', rest = ''] = named;
    return { instruction: word, text: word === 'RUN' ? rest.replace(shell, '') : rest };
  }
  if (bare === plain && shell.test(plain)) {
    return { instruction: 'RUN', text: plain.replace(shell, '') };
  }
  return { instruction: '', text: bare };
}

/** Newest first, as engines give it. */
export function historySteps(entries: readonly HistoryEntry[]): readonly HistoryStep[] {
  return entries.map((entry, index) => ({
    number: entries.length - index,
    ...readCreatedBy(entry.createdBy),
    entry,
    empty: entry.sizeBytes === 0,
  }));
}
