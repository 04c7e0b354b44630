import type { Stage } from '../../contract/connecting.ts';
import { refuse } from '../../contract/errors.ts';
import type { Surroundings } from '../found-host.ts';
import type { Reach, ReachOptions } from '../reached.ts';
import { createStageLog } from '../stages.ts';
import { readSshConfig } from './config/read-config.ts';
import { resolveRoute } from './config/resolve-route.ts';
import type { SshOptions } from './config/ssh-options.ts';
import { thisPerson } from './config/tokens.ts';
import { partyOf, type SshHop } from './hop.ts';
import type { KeyJudge } from './key-judge.ts';
import type { SshAddress } from './parse-address.ts';
import { cancelled } from './within.ts';

export interface LoginRoute {
  readonly around: Surroundings;
  readonly keys: KeyJudge;
  readonly address: SshAddress;
  readonly identityFile?: string | undefined;
}

/** Reads the person's configuration, then logs in: one login, through others where it says so. */
export function reachByLogin(login: LoginRoute): Reach {
  const { around, address } = login;
  return async (options) => {
    let before: readonly Stage[] = [];
    const log = createStageLog((stages) => {
      before = stages;
      options.report(stages);
    });
    const step = log.begin('config');
    let hops: SshHop[];
    try {
      const person = { ...thisPerson(around.env), home: around.home };
      const route = resolveRoute(await readSshConfig({ person }), address);
      for (const each of route) refuseOtherWays(each);
      hops = await Promise.all(route.map((each) => hopOf(each, login, options)));
    } catch (error) {
      throw step.failed(error);
    }
    step.ok();
    const report: ReachOptions['report'] = (stages) => options.report([...before, ...stages]);
    const [host, ...through] = hops.toReversed();
    if (host === undefined) throw cancelled();
    const route = { host, through: through.toReversed(), ...socketOf(address) };
    // ssh2 is loaded by those who log in somewhere, not by every start.
    const { reachSsh } = await import('./reach-ssh.ts');
    return reachSsh(route)({ ...options, report });
  };
}

/** What only the system's own ssh can do. */
function refuseOtherWays({ proxyCommand, certificateFiles }: SshOptions): void {
  if (proxyCommand !== null) {
    throw refuse('not-supported', 'A ProxyCommand needs the ssh of the system.');
  }
  if (certificateFiles.length > 0) {
    throw refuse('not-supported', 'A certificate needs the ssh of the system.');
  }
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
