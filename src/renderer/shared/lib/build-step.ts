/** The step that a line of an image's history was made by, as a person reads it. Pure. */

export interface BuildStep {
  /** `RUN`, `COPY`, …; empty when it cannot be told. */
  readonly instruction: string;
  readonly text: string;
}

/** The classic builder writes `/bin/sh -c #(nop)  CMD ["sh"]`, and a plain shell line for RUN. */
const settingsOnly = /^\/bin\/sh -c #\(nop\)\s*/;
const shell = /^(?:\|\d+ .*?)?\/bin\/sh -c\s+/s;
/** BuildKit writes the instruction itself, with a note at its end. */
const buildkitNote = /\s*# buildkit$/;
const instruction =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s+(.*)$/s;

export function readBuildStep(createdBy: string): BuildStep {
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
