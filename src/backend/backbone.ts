import type { ShellPort } from '../contract/shell.ts';
import type { HostTable } from './connections/host-table.ts';
import type { FileTicketOffice } from './files/file-tickets.ts';
import type { JobTable } from './jobs/job-table.ts';
import type { JournalStore } from './journal/journal-store.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import type { Notices } from './state/notices.ts';
import type { TerminalTable } from './terminals/terminal-table.ts';

/** What the handlers stand on. Stores are read from the disk at the start: they come a moment later. */
export interface Backbone {
  readonly hosts: HostTable;
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
