import type { Stage } from '../../contract/connecting.ts';
import type { Surroundings } from '../found-host.ts';
import type { Reach, ReachOptions } from '../reached.ts';
import { createStageLog } from '../stages.ts';
import { reachBySystemSsh } from '../system-ssh/reach-by-system-ssh.ts';
import { readSshConfig } from './config/read-config.ts';
import type { SshOptions } from './config/ssh-options.ts';
import { thisPerson } from './config/tokens.ts';
import { partyOf, type SshHop } from './hop.ts';
import type { KeyJudge } from './key-judge.ts';
import type { SshAddress } from './parse-address.ts';
import { chooseTransport } from './ways/choose-transport.ts';
import { hopFacts } from './ways/hop-facts.ts';
import { type Consent, commandsOf, createConsent, settleRoute } from './ways/settle-route.ts';
import { cancelled } from './within.ts';

export interface LoginRoute {
  readonly around: Surroundings;
  readonly keys: KeyJudge;
  /** Ours; the private files of an attempt lie below it. */
  readonly stateFolder: string;
  readonly address: SshAddress;
  readonly identityFile?: string | undefined;
}

/**
 * Reads the person's configuration and decides between ssh2 and the system's ssh, then logs in: one
 * login, through others where the configuration says so.
 */
export function reachByLogin(login: LoginRoute): Reach {
  const { address } = login;
  // For as long as the app knows the host: a connect of its own must not wait for a person.
  const agreed = new Set<string>();
  return async (options) => {
    let before: readonly Stage[] = [];
    const log = createStageLog((stages) => {
      before = stages;
      options.report(stages);
    });
    const step = log.begin('config');
    const consent = createConsent(address, {
      signal: options.signal,
      agreed,
      ask: {
        ...options.ask,
        async commands(...asked) {
          step.waiting();
          const answer = await options.ask.commands(...asked);
          step.running();
          return answer;
        },
      },
    });
    let take: Reach;
    try {
      take = await decide(login, options, consent);
    } catch (error) {
      throw step.failed(error);
    }
    step.ok();
    return take({ ...options, report: (stages) => options.report([...before, ...stages]) });
  };
}

async function decide(login: LoginRoute, options: ReachOptions, consent: Consent): Promise<Reach> {
  const { around, address, keys, identityFile } = login;
  const { signal } = options;
  const person = { ...thisPerson(around.env), home: around.home };
  const config = await readSshConfig({ person });
  const route = await settleRoute(address, { config, person, consent, signal });
  const facts = await Promise.all(
    route.map(async (hop, index) =>
      hopFacts(hop, {
        authority: await keys.hasAuthority(hop),
        identityFile: index === route.length - 1 ? identityFile : undefined,
      }),
    ),
  );
  const choice = chooseTransport(facts);
  if (choice.transport === 'system-ssh') {
    await consent.toCommands(commandsOf(route));
    return reachBySystemSsh({ ...login, route, reason: choice.reason });
  }
  const hops = await Promise.all(route.map((hop) => hopOf(hop, login, options)));
  const [host, ...through] = hops.toReversed();
  if (host === undefined) throw cancelled();
  // ssh2 is loaded by those who log in somewhere, not by every start.
  const { reachSsh } = await import('./reach-ssh.ts');
  return reachSsh({ host, through: through.toReversed(), ...socketOf(address) });
}

async function hopOf(
  each: SshOptions,
  { keys, identityFile }: LoginRoute,
  { ask }: ReachOptions,
): Promise<SshHop> {
  const own = identityFile === undefined ? [] : [{ path: identityFile, required: true }];
  const hop: SshHop = {
    hostName: each.hostName,
    port: each.port,
    user: each.user,
    keyFiles: [
      ...own,
      ...each.identityFiles.map((path) => ({ path, required: each.identityFilesChosen })),
    ],
    identitiesOnly: each.identitiesOnly,
    agent: each.identityAgent,
    hostKeyTypes: await keys.typesFor(each),
    methods: each.preferredAuthentications,
    ...(each.addressFamily === 'any' ? {} : { family: familyOf(each) }),
    ...(each.connectTimeoutMs === null ? {} : { connectTimeoutMs: each.connectTimeoutMs }),
    judge: async () => 'accept',
  };
  return { ...hop, judge: keys.judgeFor(each, { ask, party: partyOf(hop) }) };
}

const familyOf = ({ addressFamily }: SshOptions): 4 | 6 => (addressFamily === 'inet6' ? 6 : 4);

const socketOf = ({ socketPath }: SshAddress) => (socketPath === undefined ? {} : { socketPath });
