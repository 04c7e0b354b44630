/**
 * The order of the methods of one login, as a function that ssh2 asks for the next one. Each method
 * is a stage; nothing is tried again but what a person answers anew.
 */
import type { AnyAuthMethod, Prompt } from 'ssh2';
import { ContractError, type Problem, refuse, toProblem } from '../../contract/errors.ts';
import type { Asker, Party } from '../asker.ts';
import type { StageLog, Step } from '../stages.ts';
import type { SignHash } from './agent-keys.ts';
import { loginDropped } from './banner.ts';
import type { SshHop } from './hop.ts';
import type { Limit } from './limit.ts';
import { type OfferedKey, offerKeys } from './offered-keys.ts';
import { OneKeyAgent } from './one-key-agent.ts';
import { plainText } from './plain-text.ts';
import { createServerWords } from './server-words.ts';
import { unlockKey } from './unlock-key.ts';
import { cancelled } from './within.ts';

/** sshd's MaxAuthTries: it hangs up at the sixth refusal. */
const serverTries = 6;
/** Of them, kept for what a person types, where the server takes that. */
const reservedTries = 2;
/** How often a person may answer anew. */
const personTries = 3;
const ourOrder = ['publickey', 'keyboard-interactive', 'password'] as const;
type Method = (typeof ourOrder)[number];

export interface AuthTools {
  readonly ask: Asker;
  readonly party: Party;
  readonly log: StageLog;
  /** Stands still while a person is asked. */
  readonly limit: Limit;
  readonly signal: AbortSignal;
  /** Ends the login while the server waits for an answer. */
  readonly fail: (error: unknown) => void;
}

export interface Auth {
  /** The next method. Throws what ends the login. */
  next(left: readonly string[] | null, partial: boolean | null): Promise<AnyAuthMethod>;
  /** The server has said something to all who want to get in. */
  banner(message: string): void;
  /** The server has let us in. */
  accepted(): void;
  /** The login has ended otherwise; the current stage tells why. */
  ended(problem: Problem): void;
  /** What was tried, for the problem of a refusal by the server. */
  refusal(detail?: string): ContractError;
}

interface Try {
  readonly method: Method;
  readonly step: Step;
  signed: boolean;
  prompted: boolean;
  problem?: Problem;
}

export function createAuth(hop: SshHop, tools: AuthTools): Auth {
  const { ask, party, log, limit, signal, fail } = tools;
  const order = hop.methods === undefined ? ourOrder : ourOrder.filter(isWanted(hop.methods));
  const tried: string[] = [];
  const asked = { password: 0, 'keyboard-interactive': 0 };
  const firstProblem: Problem[] = [];
  let keys: OfferedKey[] | undefined;
  let failures = 0;
  let current: Try | undefined;
  /** A key that was signed with: whether it was one of several steps tells the server's next list. */
  let unsettled: { readonly step: Step; readonly left: string } | undefined;
  let leftNow: readonly string[] = [];

  const words = createServerWords({
    log,
    limit,
    onExpired: () => fail(loginDropped(hop, 'no answer in time')),
  });

  const none: AnyAuthMethod = { type: 'none', username: hop.user };

  const heard = () => (words.text() === '' ? {} : { said: words.text() });

  async function asking<T>(step: Step, question: () => Promise<T>): Promise<T> {
    if (words.text() !== '') step.said(words.text());
    step.waiting();
    limit.pause();
    try {
      return await question();
    } finally {
      limit.resume();
      step.running();
    }
  }

  function begin(method: Method, what: string): Try {
    tried.push(what);
    current = { method, step: log.begin('login', what), signed: false, prompted: false };
    return current;
  }

  /** What became of the try before. True when the server must first be asked what is left. */
  function settle(partial: boolean): boolean {
    const before = current;
    current = undefined;
    if (before === undefined) return false;
    if (before.problem !== undefined) {
      before.step.refused(before.problem);
      firstProblem.push(before.problem);
      return false;
    }
    if (before.method === 'publickey' && before.signed) {
      // ssh2 keeps the server's answer to itself while it goes through an agent's keys.
      unsettled = { step: before.step, left: leftNow.join() };
      return true;
    }
    if (partial && before.method !== 'publickey') before.step.ok();
    else {
      before.step.refused();
      failures += 1;
      if (before.method === 'keyboard-interactive' && !before.prompted) {
        asked['keyboard-interactive'] = personTries; // it has no question for us
      }
    }
    return false;
  }

  function resolveUnsettled(): void {
    if (unsettled === undefined) return;
    if (leftNow.join() === unsettled.left) {
      unsettled.step.refused();
      failures += 1;
    } else unsettled.step.ok();
    unsettled = undefined;
    failures += 1; // asking what is left counts, too
  }

  async function nextKey(): Promise<AnyAuthMethod | undefined> {
    if (keys === undefined) {
      const offer = await offerKeys(hop, signal);
      keys = [...offer.keys];
      for (const { name, problem } of offer.unusable) {
        log.begin('login', `publickey ${name}`).refused(problem);
        firstProblem.push(problem);
      }
    }
    const others = leftNow.some((method) => method !== 'publickey' && isOurs(method));
    const allowed = others ? serverTries - reservedTries : serverTries;
    while (failures < allowed) {
      const key = keys.shift();
      if (key === undefined) return undefined;
      const method = await offerOf(key);
      if (method !== undefined) return method;
    }
    return undefined;
  }

  async function offerOf(offered: OfferedKey): Promise<AnyAuthMethod | undefined> {
    const { by } = offered;
    const attempt = begin('publickey', `publickey ${plainText(offered.name, 100)}`);
    const open = () =>
      'path' in by
        ? asking(attempt.step, () => unlockKey(by, { ask, party, signal }))
        : Promise.resolve(undefined);
    let publicKey = offered.publicKey;
    try {
      if (publicKey === null) publicKey = (await open()) ?? null;
    } catch (error) {
      attempt.problem = toProblem(error);
    }
    if (publicKey === null) {
      attempt.problem ??= cancelledProblem();
      settle(false);
      return undefined;
    }
    const known = publicKey;
    const sign = async (data: Buffer, hash: SignHash | undefined): Promise<Buffer> => {
      limit.pause();
      try {
        if (!('path' in by)) return await by.sign(data, hash);
        const secret = known.isPrivateKey() ? known : await open();
        if (secret === undefined) throw cancelled();
        return secret.sign(data, hash);
      } catch (error) {
        attempt.problem =
          error instanceof ContractError ? error.problem : unsigned(offered.name).problem;
        throw error;
      } finally {
        attempt.signed = true;
        limit.resume();
      }
    };
    return { type: 'agent', username: hop.user, agent: new OneKeyAgent(known, sign) };
  }

  async function password(): Promise<AnyAuthMethod> {
    const attempt = begin('password', 'password');
    const again = asked.password > 0;
    asked.password += 1;
    const said = await asking(attempt.step, () =>
      ask.secrets(
        party,
        { what: 'password', ...heard(), fields: [], again, keepAs: `password:${party.address}` },
        signal,
      ),
    );
    if (said === undefined) throw cancelled();
    return { type: 'password', username: hop.user, password: said[0] ?? '' };
  }

  function interactive(): AnyAuthMethod {
    const attempt = begin('keyboard-interactive', 'keyboard-interactive');
    const again = asked['keyboard-interactive'] > 0;
    asked['keyboard-interactive'] += 1;
    let rounds = 0;
    const answer = async (instruction: string, prompts: readonly Prompt[]): Promise<string[]> => {
      attempt.prompted = true;
      rounds += 1;
      const fields = prompts.map(({ prompt, echo }) => ({
        label: plainText(prompt),
        echo: echo === true,
      }));
      const [only] = fields;
      // A one-time code is of no use a second time.
      const keep = fields.length === 1 && only?.echo === false && /^password/i.test(only.label);
      const said = await asking(attempt.step, () =>
        ask.secrets(
          party,
          {
            what: 'keyboard-interactive',
            ...heard(),
            ...(instruction === '' ? {} : { instruction: plainText(instruction, 2_000) }),
            fields,
            again: again && rounds === 1,
            ...(keep ? { keepAs: `password:${party.address}` } : {}),
          },
          signal,
        ),
      );
      if (said === undefined) throw cancelled();
      return fields.map((_field, index) => said[index] ?? '');
    };
    return {
      type: 'keyboard-interactive',
      username: hop.user,
      prompt(...[name, instruction, , prompts, finish]) {
        const text = [name, instruction].filter(Boolean).join('\n');
        answer(text, prompts).then(finish, fail);
      },
    };
  }

  function refusal(detail = ''): ContractError {
    const [first] = firstProblem;
    const facts = {
      user: hop.user,
      tried: tried.join(', '),
      accepted: leftNow.map((method) => plainText(method, 50)).join(', '),
    };
    if (detail === '' && first !== undefined && tried.length <= firstProblem.length) {
      return new ContractError(first); // nothing but that one key was in question
    }
    const message = `${hop.hostName} lets ${hop.user} in by none of the methods that there are.`;
    return refuse('login-refused', message, {
      facts,
      ...(detail === '' ? {} : { detail: plainText(detail) }),
    });
  }

  return {
    banner: (message) => words.add(message, current?.step),
    async next(left, partial) {
      words.wentOn()?.refused();
      if (left !== null) leftNow = left;
      if (left === null && current === undefined) return none;
      resolveUnsettled();
      if (settle(partial === true)) return none;
      for (const method of order) {
        if (!leftNow.includes(method)) continue;
        if (method === 'publickey') {
          const key = await nextKey();
          if (key !== undefined) return key;
        } else if (asked[method] < personTries && failures < serverTries) {
          return method === 'password' ? await password() : interactive();
        }
      }
      throw refusal();
    },
    accepted() {
      words.wentOn()?.ok();
      unsettled?.step.ok();
      current?.step.ok();
    },
    ended(problem) {
      const own = words.wentOn();
      const step = current?.step ?? unsettled?.step ?? own ?? log.begin('login');
      step.failed(new ContractError(problem));
    },
    refusal,
  };
}

const isOurs = (method: string): boolean => (ourOrder as readonly string[]).includes(method);

function isWanted(wanted: readonly string[]): (method: Method) => boolean {
  return (method) => wanted.includes(method);
}

function cancelledProblem(): Problem {
  return { code: 'cancelled', message: 'The passphrase was not given.' };
}

function unsigned(name: string): ContractError {
  return refuse('key-unusable', `The agent does not sign with ${plainText(name, 100)}.`);
}
