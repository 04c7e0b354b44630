/**
 * Which bytes go with an image: layers are shared, and only what no image that is left uses is freed. Pure.
 *
 * A layer counts with all below it: Docker's chain id. Two images with the same file tree on different grounds share
 * nothing on disk.
 */
import { createHash } from 'node:crypto';
import type { FreedBytes } from '../../contract/image-removal.ts';

/** Docker's names of the layers of a stack, from the bottom (image specification, "Layer ChainID"). */
export function chainIds(layerDigests: readonly string[]): string[] {
  const chain: string[] = [];
  for (const digest of layerDigests) {
    const below = chain.at(-1);
    chain.push(
      below === undefined
        ? digest
        : `sha256:${createHash('sha256').update(`${below} ${digest}`).digest('hex')}`,
    );
  }
  return chain;
}

export interface HistorySize {
  readonly createdBy: string;
  readonly sizeBytes: number;
}

export interface LayerSizes {
  /** From the bottom, as many as there are layers. */
  readonly bytes: readonly number[];
  /** Which size belongs to which layer is known. */
  readonly exact: boolean;
}

/** Steps that can make a layer without a byte in it, as the classic builder and BuildKit write them. */
const fileStep = /^(?:RUN|COPY|ADD|WORKDIR)\b|#\(nop\)\s+(?:COPY|ADD|WORKDIR)\b/;
const settingStep = /#\(nop\)|^(?:ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER)\b/;
const otherSettingStep = /^(?:ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME)\b/;

const mayBeLayer = ({ createdBy, sizeBytes }: HistorySize): boolean => {
  if (sizeBytes > 0 || fileStep.test(createdBy)) return true;
  return !settingStep.test(createdBy) && !otherSettingStep.test(createdBy);
};

/**
 * A history has a line for each step, and does not say which of those without bytes made a layer. Where that cannot be
 * told, the sizes are put as deep as they can be: whatever is freed from the top is then at least that.
 */
export function layerSizes(oldestFirst: readonly HistorySize[], layers: number): LayerSizes {
  const fits = (steps: readonly HistorySize[]) => steps.length === layers;
  const sized = oldestFirst.filter((step) => step.sizeBytes > 0);
  const likely = oldestFirst.filter(mayBeLayer);
  const exact = [sized, oldestFirst, likely].find(fits);
  const bytes = (exact ?? sized).map((step) => step.sizeBytes).slice(0, layers);
  return {
    bytes: [...bytes, ...new Array<number>(layers - bytes.length).fill(0)],
    exact: exact !== undefined,
  };
}

export interface Stack {
  readonly chain: readonly string[];
}

export interface SizedStack extends Stack {
  readonly sizes: LayerSizes;
  /** What the engine says of the image as a whole. */
  readonly totalBytes: number;
}

/** Counts who uses each layer, and what is freed when one user after the other goes. */
export interface LayerUse {
  /** Takes a stack away that holds no layer alone (an intermediate image below another). */
  drop(stack: Stack): void;
  /** Takes it away; tells what no other uses any more. */
  free(stack: SizedStack): FreedBytes;
}

export function layerUse(all: Iterable<Stack>): LayerUse {
  const users = new Map<string, number>();
  for (const { chain } of all) for (const id of chain) users.set(id, (users.get(id) ?? 0) + 1);
  const drop = ({ chain }: Stack) => {
    for (const id of chain) users.set(id, (users.get(id) ?? 0) - 1);
  };
  return {
    drop,
    free(stack) {
      drop(stack);
      const { bytes, exact } = stack.sizes;
      // Whoever uses a layer uses those below it: what is freed is the top of the stack.
      const kept = stack.chain.filter((id) => (users.get(id) ?? 0) > 0).length;
      const freed = bytes.slice(kept).reduce((sum, size) => sum + size, 0);
      const total = bytes.reduce((sum, size) => sum + size, 0);
      if (total !== stack.totalBytes) return { bytes: freed, precision: 'about' };
      const known = exact || kept === 0 || kept === stack.chain.length;
      return { bytes: freed, precision: known ? 'exact' : 'at-least' };
    },
  };
}

const rank = { exact: 0, 'at-least': 1, about: 2 } as const;

/** Together, and as uncertain as the most uncertain of them. */
export function sumFreed(parts: readonly FreedBytes[]): FreedBytes {
  return parts.reduce<FreedBytes>(
    (sum, part) => ({
      bytes: sum.bytes + part.bytes,
      precision: rank[part.precision] > rank[sum.precision] ? part.precision : sum.precision,
    }),
    { bytes: 0, precision: 'exact' },
  );
}
