/** A refusal, and the shape of the rules that decode one. */
import type { ErrorCode, Mend, Problem } from '../../contract/errors.ts';

/** What a call was about. The first word is the kind of object, so that a rule can name a family. */
export type Operation =
  | `container-${'list' | 'inspect' | 'create' | 'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill' | 'rename' | 'remove' | 'logs' | 'stats' | 'attach' | 'wait' | 'changes' | 'archive' | 'commit'}`
  | `exec-${'create' | 'start' | 'inspect' | 'resize'}`
  | `image-${'list' | 'inspect' | 'history' | 'tag' | 'remove' | 'pull' | 'push' | 'load' | 'import' | 'save'}`
  | `network-${'list' | 'connect' | 'remove'}`
  | `volume-${'list' | 'remove'}`
  | 'engine-info'
  | 'engine-events';

export interface Subject {
  readonly operation: Operation;
  /** The id or reference that was sent. */
  readonly id?: string | undefined;
  /** What a person calls it, where that is known. */
  readonly name?: string | undefined;
}

export interface Refusal {
  /** 0 for an error that came inside a stream with status 200. */
  readonly status: number;
  readonly text: string;
  readonly about?: Subject | undefined;
}

export type Groups = Readonly<Record<string, string | undefined>>;

export interface RefusalRule {
  readonly code: ErrorCode;
  readonly patterns: readonly RegExp[];
  /** Only for these operations. */
  readonly operations?: RegExp;
  readonly status?: number;
  say(found: Groups, about: Subject | undefined): Said;
}

export type Said = Pick<Problem, 'message' | 'facts' | 'mend'>;

/** The name in the text, or the one the call was about. */
export const nameOf = (about: Subject | undefined, found?: string): string =>
  found ?? about?.name ?? about?.id ?? '';

/** A sentence and the name in it; the mend only where the id is known. */
export function named(message: string, name: string, mend?: Mend): Said {
  return { message, facts: { name }, ...(mend === undefined ? {} : { mend }) };
}

/** The mend that acts on the container that the call was about. */
export function onContainer(
  kind: 'start-container' | 'unpause-container' | 'stop-container',
  about: Subject | undefined,
): Mend | undefined {
  const ours = about?.operation.startsWith('container-') || about?.operation.startsWith('exec-');
  return ours && about?.id !== undefined ? { kind, id: about.id } : undefined;
}

/** Ids of containers in a text, as far as the engine prints them. */
export function idsIn(text: string | undefined): string[] {
  return text?.match(/\b[0-9a-f]{12,64}\b/g) ?? [];
}
