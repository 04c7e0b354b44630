import type { Asker, Party, SecretQuestion } from '../asker.ts';
import type { SshOptions } from '../ssh/config/ssh-options.ts';
import { partyOf } from '../ssh/hop.ts';
import type { Question } from './helper.ts';
import { readPrompt, type SshPrompt } from './prompt-text.ts';

export interface SecretsInput {
  readonly ask: Asker;
  /** The last is the host that is asked for. */
  readonly route: readonly SshOptions[];
  readonly party: Party;
  /** What the server has said to all; empty for nothing. */
  readonly said: () => string;
  /** The person does not want to go on. */
  readonly onStop: () => void;
}

/** Answers what OpenSSH asks for through its askpass program. */
export function createSecrets({ ask, route, party, said, onStop }: SecretsInput) {
  const asked = new Map<string, number>();

  const partyAt = (user: string, host: string): Party | undefined => {
    const hop = route.find((each) => [each.hostName, each.alias].includes(host));
    // OpenSSH cuts long names; such an answer is not kept.
    return hop?.user === user ? partyOf({ ...hop, user }) : undefined;
  };
  const questionOf = (
    prompt: Exclude<SshPrompt, { kind: 'touch' | 'confirm' }>,
    again: boolean,
  ): { party: Party; question: SecretQuestion } => {
    if (prompt.kind === 'passphrase') {
      const file = wholePath(prompt.file, route);
      const keepAs = `passphrase:${file}`;
      return { party, question: { what: 'passphrase', file, fields: [], again, keepAs } };
    }
    const whom = prompt.kind === 'password' ? prompt : prompt.whom;
    const known = whom === null ? party : partyAt(whom.user, whom.host);
    const to = known ?? { address: whom === null ? party.address : `${whom.user}@${whom.host}` };
    if (prompt.kind === 'password') {
      const keep = known === undefined ? {} : { keepAs: `password:${to.address}` };
      return { party: to, question: { what: 'password', fields: [], again, ...keep } };
    }
    const fields = [{ label: prompt.label, echo: false }];
    return { party: to, question: { what: 'keyboard-interactive', fields, again } };
  };

  return async ({ words, hint, signal }: Question): Promise<string | undefined> => {
    const [text = ''] = words;
    const prompt = readPrompt(text, hint);
    if (prompt.kind === 'confirm') return undefined;
    if (prompt.kind === 'touch') {
      await ask.touch(party, signal);
      if (!signal.aborted) onStop();
      return undefined;
    }
    const times = asked.get(text) ?? 0;
    asked.set(text, times + 1);
    const { party: to, question } = questionOf(prompt, times > 0);
    const heard = question.what === 'passphrase' ? '' : said();
    const answer = await ask.secrets(
      to,
      heard === '' ? question : { ...question, said: heard },
      signal,
    );
    // Without a passphrase OpenSSH goes on with the next key; without a password there is no next.
    if (answer === undefined && prompt.kind !== 'passphrase' && !signal.aborted) onStop();
    return answer === undefined ? undefined : `${answer[0] ?? ''}\n`;
  };
}

/** OpenSSH prints the first hundred letters of a path. */
function wholePath(printed: string, route: readonly SshOptions[]): string {
  const files = route.flatMap((hop) => hop.identityFiles);
  return (
    files.find((file) => file === printed) ??
    files.find((file) => file.startsWith(printed)) ??
    printed
  );
}
