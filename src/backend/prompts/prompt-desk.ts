import { randomUUID } from 'node:crypto';
import { refuse } from '../../contract/errors.ts';
import { type HostId, PromptId } from '../../contract/ids.ts';
import type { Prompt, PromptAnswer } from '../../contract/prompts.ts';
import type { Asker, Party, SecretQuestion } from '../../hosts/asker.ts';
import { createLatest, type Latest } from '../flow/latest.ts';
import type { KeptSecrets } from './kept-secrets.ts';

/** In whose name something is asked. */
export interface Subject {
  readonly host: HostId | null;
  readonly label: string;
}

export interface PromptDesk {
  readonly latest: Latest<Prompt[]>;
  /** Gives the question. Throws `not-found` when nobody waits for it any more. */
  answer(id: PromptId, answer: PromptAnswer): Prompt;
  askerFor(subject: Subject): Asker;
}

/** Nobody is there: the attempt must not hold its connection for ever. */
const answerLimitMs = 10 * 60_000;

type Question = Prompt extends infer P
  ? P extends Prompt
    ? Omit<P, 'id' | 'host' | 'label'>
    : never
  : never;

interface Waiting {
  readonly prompt: Prompt;
  readonly settle: (answer: PromptAnswer) => void;
}

export interface PromptDeskOptions {
  readonly kept: Promise<KeptSecrets>;
  /** An answer that was kept, and wrong, is kept no longer. */
  readonly onForgotten: (subject: Subject) => void;
}

/** Questions that wait for a person, shown in every window; the first answer wins. */
export function createPromptDesk({ kept, onForgotten }: PromptDeskOptions): PromptDesk {
  const waiting = new Map<PromptId, Waiting>();
  const latest = createLatest<Prompt[]>([]);
  const publish = () => latest.set([...waiting.values()].map(({ prompt }) => prompt));

  async function ask(
    subject: Subject,
    question: Question,
    signal: AbortSignal,
  ): Promise<PromptAnswer> {
    if (signal.aborted) return { kind: 'cancel' };
    const id = PromptId.parse(randomUUID());
    return new Promise((resolve) => {
      const stop = () => settle({ kind: 'cancel' });
      const timer = setTimeout(stop, answerLimitMs);
      const settle = (answer: PromptAnswer) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        waiting.delete(id);
        publish();
        resolve(answer);
      };
      signal.addEventListener('abort', stop, { once: true });
      waiting.set(id, { prompt: { ...question, ...subject, id } as Prompt, settle });
      publish();
    });
  }

  async function askSecrets(
    subject: Subject,
    { party, question, signal }: { party: Party; question: SecretQuestion; signal: AbortSignal },
  ): Promise<readonly string[] | undefined> {
    const { what, file, said, instruction = '', fields, again, keepAs } = question;
    const name = keepAs === undefined ? undefined : `ssh:${keepAs}`.slice(0, 300);
    if (name !== undefined && again) {
      // Or it would be wrong at each start.
      if (await (await kept).forget(name)) onForgotten(subject);
    } else if (name !== undefined) {
      const values = await (await kept).read(subject.host, name);
      if (values) return values;
    }
    const answer = await ask(
      subject,
      {
        kind: 'secrets',
        address: party.address,
        what,
        ...(file === undefined ? {} : { file }),
        ...(said === undefined ? {} : { said }),
        instruction,
        fields: [...fields],
        again,
        mayKeep: name !== undefined,
      },
      signal,
    );
    if (answer.kind !== 'secrets') return undefined;
    if (answer.keep && name !== undefined) {
      await (await kept).write(subject.host, name, answer.values);
    }
    return answer.values;
  }

  return {
    latest,
    answer(id, answer) {
      const entry = waiting.get(id);
      if (!entry) throw refuse('not-found', 'Nobody waits for this answer any more.');
      const fits = answer.kind === 'cancel' || answer.kind === wanted[entry.prompt.kind];
      if (!fits) throw refuse('bad-input', 'This is no answer to that question.');
      entry.settle(answer);
      return entry.prompt;
    },
    askerFor: (subject) => ({
      async hostKey({ address }, { key, others }, signal) {
        const answer = await ask(
          subject,
          { kind: 'host-key', address, key, others: [...others] },
          signal,
        );
        return answer.kind === 'host-key' ? answer.keep : undefined;
      },
      secrets: (party, question, signal) => askSecrets(subject, { party, question, signal }),
      async touch({ address }, signal) {
        await ask(subject, { kind: 'touch', address }, signal);
      },
      async commands({ address }, commands, signal) {
        const question: Question = { kind: 'commands', address, commands: [...commands] };
        return (await ask(subject, question, signal)).kind === 'agree';
      },
    }),
  };
}

/** The kind of answer that each kind of question takes. A touch has none but "cancel". */
const wanted: Record<Prompt['kind'], PromptAnswer['kind']> = {
  'host-key': 'host-key',
  secrets: 'secrets',
  touch: 'cancel',
  commands: 'agree',
};
