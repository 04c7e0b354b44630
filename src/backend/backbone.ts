import type { ShellPort } from '../contract/shell.ts';
import type { Reacher } from '../hosts/reacher.ts';
import type { BridgeTable } from './bridges/bridge-table.ts';
import type { HostTable } from './connections/host-table.ts';
import type { FileTicketOffice } from './files/file-tickets.ts';
import type { ForwardTable } from './forwards/forward-table.ts';
import type { AddedHosts } from './hosts/added-hosts.ts';
import type { JobTable } from './jobs/job-table.ts';
import type { JournalStore } from './journal/journal-store.ts';
import type { KeptSecrets } from './prompts/kept-secrets.ts';
import type { PromptDesk } from './prompts/prompt-desk.ts';
import type { RegistryTable } from './registries/registry-table.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import type { Notices } from './state/notices.ts';
import type { TerminalTable } from './terminals/terminal-table.ts';

/** What the handlers stand on. Stores are read from the disk at the start: they come a moment later. */
export interface Backbone {
  readonly hosts: HostTable;
  readonly added: Promise<AddedHosts>;
  readonly reacher: Reacher;
  readonly prompts: PromptDesk;
  readonly secrets: Promise<KeptSecrets>;
  readonly forwards: ForwardTable;
  readonly bridges: BridgeTable;
  readonly registries: RegistryTable;
  readonly jobs: JobTable;
  readonly terminals: TerminalTable;
  readonly files: FileTicketOffice;
  readonly notices: Notices;
  readonly settings: Promise<SettingsStore>;
  readonly journal: Promise<JournalStore>;
  readonly shell: ShellPort;
  readonly stateFolder: string;
  readonly version: string;
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}
