import { homedir } from 'node:os';
import { join } from 'node:path';
import type { HandlersOf } from '../contract/define.ts';
import type { LongshoreContract } from '../contract/index.ts';
import type { ShellPort } from '../contract/shell.ts';
import { findHosts } from '../hosts/find-hosts.ts';
import { createReacher } from '../hosts/reacher.ts';
import type { Backbone } from './backbone.ts';
import { createBridgeTable } from './bridges/bridge-table.ts';
import { afterWake } from './connections/after-wake.ts';
import { createHostTable } from './connections/host-table.ts';
import { tellOfHosts } from './connections/tell-of-hosts.ts';
import { createFileTickets, type FileTickets } from './files/file-tickets.ts';
import { pause } from './flow/latest.ts';
import { createForwardTable } from './forwards/forward-table.ts';
import { afterScan } from './handlers/after-scan.ts';
import { appHandlers } from './handlers/app.ts';
import { changeHandlers } from './handlers/changes.ts';
import { containerHandlers } from './handlers/containers.ts';
import { contextHandlers } from './handlers/contexts.ts';
import { forwardHandlers } from './handlers/forwards.ts';
import { hostHandlers } from './handlers/hosts.ts';
import { imageHandlers } from './handlers/images.ts';
import { jobHandlers } from './handlers/jobs.ts';
import { journalHandlers } from './handlers/journal.ts';
import { layerHandlers, openLayerDesk } from './handlers/layers.ts';
import { networkHandlers, volumeHandlers } from './handlers/networks.ts';
import { promptHandlers } from './handlers/prompts.ts';
import { registryHandlers } from './handlers/registries.ts';
import { settingsHandlers } from './handlers/settings.ts';
import { terminalHandlers } from './handlers/terminals.ts';
import { openAddedHosts } from './hosts/added-hosts.ts';
import { endAllOn } from './hosts/end-all-on.ts';
import { createJobTable } from './jobs/job-table.ts';
import { openJournal } from './journal/journal-store.ts';
import { note } from './journal/record.ts';
import { openKeptSecrets } from './prompts/kept-secrets.ts';
import { createPromptDesk } from './prompts/prompt-desk.ts';
import { createRegistryTable } from './registries/registry-table.ts';
import { openSettings } from './settings/settings-store.ts';
import { createNotices } from './state/notices.ts';
import { createTerminalTable } from './terminals/terminal-table.ts';

export interface BackendDeps {
  /** Absolute. Made when it is missing. */
  readonly stateFolder: string;
  readonly shell: ShellPort;
  /** Which shell this is; the desktop's utility process is told apart when it is left out. */
  readonly shellKind?: 'desktop' | 'web';
  readonly version: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The person's home folder; `os.homedir()` when it is left out. */
  readonly home?: string;
  log(line: string): void;
  /** The process before this one died: windows are told. */
  readonly restarted?: boolean;
}

export interface Backend {
  readonly handlers: HandlersOf<LongshoreContract>;
  readonly files: FileTickets;
  /** What would be lost by an end now. */
  busy(): { jobs: number; terminals: number };
  /** Cancels jobs, ends terminals' processes, writes what waits. */
  close(): Promise<void>;
}

/** An engine that does not answer must not keep the app from ending. */
const closeLimitMs = 5_000;

/** The whole backend. Returns at once: engines and files are looked at while windows connect already. */
export function createBackend(deps: BackendDeps): Backend {
  const notices = createNotices();
  if (deps.restarted) notices.add({ kind: 'backend-restarted' });
  const around = {
    platform: deps.platform,
    env: deps.env,
    home: deps.home ?? homedir(),
    root: '/',
  };
  const secrets = openKeptSecrets(deps.stateFolder, { secrets: deps.shell.secrets, notices });
  const prompts = createPromptDesk({
    kept: secrets,
    onForgotten({ host, label }) {
      const act = { host, action: 'hosts.forgetSecret', subject: label };
      void note(journal, act, { outcome: 'done', code: null });
    },
  });
  const reacher = createReacher({ around, stateFolder: deps.stateFolder });
  const added = openAddedHosts(deps.stateFolder, notices);
  const hosts = createHostTable({
    find: async () => [...(await findHosts(around)), ...(await added).found()],
    reach: (found) => reacher.reach(found),
    askerFor: (subject) => prompts.askerFor(subject),
  });
  const forwards = createForwardTable(hosts);
  const bridges = createBridgeTable(hosts, join(deps.stateFolder, 'bridges'));
  const jobs = createJobTable();
  const files = createFileTickets();
  const settings = openSettings(deps.stateFolder, notices);
  const registries = createRegistryTable(around, settings);
  const journal = openJournal(deps.stateFolder, notices, hosts.labelOf);
  const terminals = createTerminalTable(hosts, { bridges, settings, around });
  tellOfHosts(hosts, notices);
  hosts.beforeLeaving((id) => endAllOn({ forwards, bridges, terminals, jobs }, id));
  const { shell, stateFolder, version, platform, env } = deps;
  const backbone: Backbone = {
    ...{ hosts, added, reacher, prompts, secrets, forwards, bridges },
    ...{ registries, jobs, terminals, files, notices, settings, journal },
    ...{ shell, stateFolder, version, platform, env },
  };
  const layerDesk = openLayerDesk(backbone);
  const shellKind = deps.shellKind ?? ('parentPort' in process ? 'desktop' : 'web');
  const life = new AbortController();
  afterWake(shell, () => hosts.networkChanged(), life.signal).catch(() => {});
  hosts.rescan().catch((error: unknown) => deps.log(`hosts: ${String(error)}`));

  return {
    handlers: {
      app: appHandlers(backbone, shellKind),
      hosts: afterScan('hosts', hosts.scanned, hostHandlers(backbone)),
      prompts: promptHandlers(backbone),
      contexts: contextHandlers(backbone, around),
      forwards: forwardHandlers(backbone),
      changes: afterScan('changes', hosts.scanned, changeHandlers(backbone)),
      containers: afterScan('containers', hosts.scanned, containerHandlers(backbone)),
      images: afterScan('images', hosts.scanned, imageHandlers(backbone)),
      layers: afterScan('layers', hosts.scanned, layerHandlers(backbone, layerDesk)),
      networks: afterScan('networks', hosts.scanned, networkHandlers(backbone)),
      volumes: afterScan('volumes', hosts.scanned, volumeHandlers(backbone)),
      registries: afterScan('registries', hosts.scanned, registryHandlers(backbone, around)),
      jobs: jobHandlers(backbone),
      terminals: afterScan('terminals', hosts.scanned, terminalHandlers(backbone)),
      settings: settingsHandlers(backbone),
      journal: journalHandlers(backbone),
    },
    files,
    busy: () => ({ jobs: jobs.running(), terminals: terminals.openCount() }),
    async close() {
      life.abort();
      await Promise.race([Promise.all([jobs.close(), terminals.close()]), pause(closeLimitMs)]);
      files.close();
      forwards.close();
      registries.close();
      hosts.close();
      await Promise.all([
        layerDesk.close(),
        bridges.close(),
        added.then((store) => store.close()),
        secrets.then((store) => store.close()),
        settings.then((store) => store.close()),
        journal.then((store) => store.close()),
      ]);
    },
  };
}
