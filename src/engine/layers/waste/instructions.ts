/** What builders write into a history, classic and BuildKit: which kind of instruction made a layer. */
const nop = /^\/bin\/sh -c #\(nop\)\s+/;

/** `RUN …`, `/bin/sh -c …`, and with build arguments `|1 A=b /bin/sh -c …`. */
export function isRun(instruction: string): boolean {
  const text = instruction.trim();
  return /^(RUN\s|\|\d+\s)/.test(text) || (/^\/bin\/\w*sh\s/.test(text) && !nop.test(text));
}

export function isCopy(instruction: string): boolean {
  return /^(COPY|ADD)\s/.test(instruction.trim().replace(nop, ''));
}

/** A whole folder of the build's context: `COPY . /app`, and classic `COPY dir:1f… in /app`. */
export function copiesContext(instruction: string): boolean {
  const text = instruction.trim().replace(nop, '');
  return /^(COPY|ADD)\s+(--\S+\s+)*(\.\/?\s|dir:)/.test(text);
}
