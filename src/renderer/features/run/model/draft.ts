/** What a person has filled in so far: texts as typed, one key a row. Pure. */
import type { MountSpec, PortSpec, RunSpec } from '../../../../contract/containers.ts';

export interface PortRow {
  readonly key: string;
  readonly hostIp: string;
  /** Empty: the engine chooses a free one. */
  readonly hostPort: string;
  readonly containerPort: string;
  readonly protocol: PortSpec['protocol'];
}

export interface MountRow {
  readonly key: string;
  readonly kind: MountSpec['kind'];
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

export interface PairRow {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

export interface Draft {
  readonly image: string;
  readonly name: string;
  /** Shell words; empty: the image's own. */
  readonly command: string;
  readonly entrypoint: string;
  readonly env: readonly PairRow[];
  readonly labels: readonly PairRow[];
  readonly ports: readonly PortRow[];
  readonly mounts: readonly MountRow[];
  /** Empty: the engine's default. */
  readonly network: string;
  readonly hostname: string;
  readonly restart: RunSpec['restart']['name'];
  /** Null: without a limit. */
  readonly retries: number | null;
  readonly memoryMib: number | null;
  readonly cpus: number | null;
  readonly user: string;
  readonly workingDir: string;
  readonly platform: string;
  readonly pull: RunSpec['pull'];
  readonly autoRemove: boolean;
  readonly tty: boolean;
  readonly interactive: boolean;
}

export const emptyDraft: Draft = {
  image: '',
  name: '',
  command: '',
  entrypoint: '',
  env: [],
  labels: [],
  ports: [],
  mounts: [],
  network: '',
  hostname: '',
  restart: 'no',
  retries: null,
  memoryMib: null,
  cpus: null,
  user: '',
  workingDir: '',
  platform: '',
  pull: 'missing',
  autoRemove: false,
  tty: false,
  interactive: false,
};

let made = 0;
/** A name for a row that is its own for the window's life. */
function newKey(): string {
  made += 1;
  return String(made);
}

export const newPort = (port: Partial<PortRow> = {}): PortRow => ({
  hostIp: '',
  hostPort: '',
  containerPort: '',
  protocol: 'tcp',
  ...port,
  key: newKey(),
});

export const newMount = (mount: Partial<MountRow> = {}): MountRow => ({
  kind: 'volume',
  source: '',
  target: '',
  readOnly: false,
  ...mount,
  key: newKey(),
});

export const newPair = (pair: Partial<PairRow> = {}): PairRow => ({
  name: '',
  value: '',
  ...pair,
  key: newKey(),
});

/** A row that nothing was typed into counts as not there. */
export const isEmptyPort = (row: PortRow): boolean =>
  row.hostIp === '' && row.hostPort === '' && row.containerPort === '';
export const isEmptyMount = (row: MountRow): boolean => row.source === '' && row.target === '';
export const isEmptyPair = (row: PairRow): boolean => row.name === '' && row.value === '';

/** `8080/tcp`, as an image exposes it; undefined when it is not one port. */
export function portOf(exposed: string): Partial<PortRow> | undefined {
  const [, containerPort, protocol = 'tcp'] = /^(\d+)(?:\/(tcp|udp|sctp))?$/.exec(exposed) ?? [];
  if (containerPort === undefined) return undefined;
  return { containerPort, protocol: protocol as PortRow['protocol'] };
}
