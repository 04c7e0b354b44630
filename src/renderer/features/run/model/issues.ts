/**
 * What is wrong with a draft, per field, before the engine is asked. The key is the field's address
 * (`ports.3.hostPort`), the value a text's key with its facts. Pure.
 */
import type { ContainerSummary } from '../../../../contract/containers.ts';
import { type ReferenceFault, readReference } from '../../../../contract/reference.ts';
import { splitWords } from '../../../shared/lib/shell-words.ts';
import {
  type Draft,
  isEmptyMount,
  isEmptyPair,
  isEmptyPort,
  type MountRow,
  type PairRow,
  type PortRow,
} from './draft.ts';
import {
  isAbsolutePath,
  isHostName,
  isIpAddress,
  isObjectName,
  isPlatform,
  isUser,
} from './grammar.ts';
import { portNumber } from './spec.ts';
import { clash, type TakenPort, takenPorts } from './taken-ports.ts';

export interface Issue {
  /** Below `run:issue`. */
  readonly key: string;
  readonly facts?: Readonly<Record<string, string | number>> | undefined;
  /** Why the image is no reference: those texts are shared. */
  readonly fault?: ReferenceFault | undefined;
  /** Told while one types, not only after the field was left. */
  readonly atOnce?: boolean | undefined;
  /** Another container holds it now: a container that is only created may still want it. */
  readonly onlyStart?: boolean | undefined;
}

export type Issues = ReadonlyMap<string, Issue>;

/** What is known of the engine while the form is filled in. */
export interface Surroundings {
  readonly containers: readonly ContainerSummary[];
  readonly engineOs: string;
  readonly cpuCount: number;
  /** False: known not to be there; undefined: not known (yet). */
  readonly imageIsLocal: boolean | undefined;
}

type Say = (field: string, key: string, more?: Omit<Issue, 'key'>) => void;

/** Engines refuse less than this. */
const leastMemoryMib = 6;

export function issuesOf(draft: Draft, around: Surroundings): Issues {
  const issues = new Map<string, Issue>();
  // The first word on a field stands.
  const say: Say = (field, key, more) => {
    if (!issues.has(field)) issues.set(field, { key, ...more });
  };
  image(draft, around, say);
  words(draft, say);
  names(draft, around, say);
  ports(draft.ports, around, say);
  mounts(draft.mounts, around, say);
  pairs(draft.env, 'env', say);
  pairs(draft.labels, 'labels', say);
  limits(draft, around, say);
  return issues;
}

function image(draft: Draft, around: Surroundings, say: Say): void {
  if (around.imageIsLocal) return;
  const reading = readReference(draft.image);
  if (!reading.ok && reading.fault === 'empty') say('image', 'imageMissing');
  else if (!reading.ok) say('image', 'reference', { fault: reading.fault, atOnce: true });
  else if (draft.pull === 'never' && around.imageIsLocal === false) say('image', 'imageNotHere');
}

function words(draft: Draft, say: Say): void {
  for (const field of ['command', 'entrypoint'] as const) {
    const split = splitWords(draft[field]);
    if (!split.ok) say(field, `open.${split.open}`);
  }
}

function names(draft: Draft, around: Surroundings, say: Say): void {
  const name = draft.name.trim();
  const platform = draft.platform.trim();
  const [user, workingDir, hostname] = [draft.user, draft.workingDir, draft.hostname].map((text) =>
    text.trim(),
  );
  if (name !== '' && !isObjectName(name)) say('name', 'name');
  if (around.containers.some((row) => row.name === name && name !== '')) {
    say('name', 'nameTaken', { facts: { name } });
  }
  if (hostname && !isHostName(hostname)) say('hostname', 'hostname');
  if (user && !isUser(user)) say('user', 'user');
  if (platform !== '' && !isPlatform(platform)) say('platform', 'platform');
  if (workingDir && !isAbsolutePath(workingDir, around.engineOs)) say('workingDir', 'absolute');
  if (draft.autoRemove && draft.restart !== 'no') say('restart', 'restartAutoRemove');
}

const wantedOf = (row: PortRow) => ({
  hostIp: row.hostIp.trim(),
  hostPort: portNumber(row.hostPort) ?? 0,
  protocol: row.protocol,
});

function ports(rows: readonly PortRow[], around: Surroundings, say: Say): void {
  const taken: readonly TakenPort[] = takenPorts(around.containers);
  const before: PortRow[] = [];
  for (const row of rows.filter((one) => !isEmptyPort(one))) {
    const at = `ports.${row.key}`;
    const hostIp = row.hostIp.trim();
    if (hostIp !== '' && !isIpAddress(hostIp)) say(`${at}.hostIp`, 'hostIp');
    if (row.containerPort === '') say(`${at}.containerPort`, 'containerPortMissing');
    else if (portNumber(row.containerPort) === undefined) say(`${at}.containerPort`, 'port');
    if (row.hostPort === '') continue;
    const wanted = wantedOf(row);
    const facts = { port: wanted.hostPort };
    const holder = taken.find((one) => clash(one, wanted));
    if (wanted.hostPort === 0) say(`${at}.hostPort`, 'port');
    else if (before.some((one) => clash(wantedOf(one), wanted))) {
      say(`${at}.hostPort`, 'portTwice', { facts });
    } else if (holder) {
      const by = { ...facts, name: holder.by };
      say(`${at}.hostPort`, 'portTaken', { facts: by, onlyStart: true });
    }
    before.push(row);
  }
}

function mounts(rows: readonly MountRow[], { engineOs }: Surroundings, say: Say): void {
  const targets = new Set<string>();
  for (const row of rows.filter((one) => !isEmptyMount(one))) {
    const at = `mounts.${row.key}`;
    const [source, target] = [row.source.trim(), row.target.trim()];
    if (row.kind === 'bind') {
      if (source === '') say(`${at}.source`, 'bindSourceMissing');
      else if (!isAbsolutePath(source, engineOs)) say(`${at}.source`, 'absolute');
    }
    if (row.kind === 'volume' && source !== '' && !isObjectName(source)) {
      say(`${at}.source`, isAbsolutePath(source, engineOs) ? 'volumeIsPath' : 'name');
    }
    if (target === '') say(`${at}.target`, 'targetMissing');
    else if (!isAbsolutePath(target, engineOs)) say(`${at}.target`, 'absolute');
    else if (target === '/') say(`${at}.target`, 'targetRoot');
    else if (targets.has(target)) say(`${at}.target`, 'targetTwice', { facts: { path: target } });
    targets.add(target);
  }
}

function pairs(rows: readonly PairRow[], list: 'env' | 'labels', say: Say): void {
  const seen = new Set<string>();
  for (const row of rows.filter((one) => !isEmptyPair(one))) {
    const at = `${list}.${row.key}.name`;
    const name = row.name.trim();
    if (name === '') say(at, 'nameMissing');
    else if (list === 'env' && /[=\s]/.test(name)) say(at, 'envName');
    else if (seen.has(name)) say(at, 'nameTwice', { facts: { name } });
    seen.add(name);
  }
}

function limits(draft: Draft, around: Surroundings, say: Say): void {
  const { memoryMib, cpus } = draft;
  if (memoryMib !== null && memoryMib < leastMemoryMib) {
    say('memory', 'memoryLeast', { facts: { mib: leastMemoryMib } });
  }
  if (cpus !== null && cpus < 0.01) say('cpus', 'cpusLeast');
  if (cpus !== null && around.cpuCount > 0 && cpus > around.cpuCount) {
    say('cpus', 'cpusMost', { facts: { cpus: around.cpuCount } });
  }
}
