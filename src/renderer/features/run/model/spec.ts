/** From what was typed to what the backend is asked. Pure. */
import type { RunSpec } from '../../../../contract/containers.ts';
import { splitWords } from '../../../shared/lib/shell-words.ts';
import { type Draft, isEmptyMount, isEmptyPair, isEmptyPort } from './draft.ts';

export const mib = 1024 * 1024;

/** A port as typed; undefined when it is none. */
export function portNumber(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text.trim())) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? port : undefined;
}

function wordsOf(text: string): string[] | undefined {
  const split = splitWords(text);
  if (!split.ok) return text.trim().split(/\s+/);
  return split.words.length === 0 ? undefined : [...split.words];
}

function portsOf(draft: Draft): RunSpec['ports'] {
  return draft.ports
    .filter((row) => !isEmptyPort(row))
    .flatMap((row) => {
      const containerPort = portNumber(row.containerPort);
      if (containerPort === undefined) return [];
      const hostPort = portNumber(row.hostPort);
      const hostIp = row.hostIp.trim();
      return {
        containerPort,
        protocol: row.protocol,
        ...(hostPort === undefined ? {} : { hostPort }),
        ...(hostIp === '' ? {} : { hostIp }),
      };
    });
}

function mountsOf(draft: Draft): RunSpec['mounts'] {
  return draft.mounts
    .filter((row) => !isEmptyMount(row) && row.target.trim() !== '')
    .map(({ kind, source, target, readOnly }) => ({
      kind,
      source: kind === 'tmpfs' ? '' : source.trim(),
      target: target.trim(),
      readOnly,
    }));
}

const given = <K extends string, V>(key: K, value: V | undefined | ''): { [_ in K]?: V } =>
  value === undefined || value === '' ? {} : ({ [key]: value } as { [_ in K]?: V });

/**
 * What of the draft can be said already: rows that are not complete fall out, so that the command
 * line can be shown while it is typed. Check the draft before this is sent.
 */
export function specOf(draft: Draft, { start }: { readonly start: boolean }): RunSpec {
  const named = (rows: Draft['env']) => rows.filter((row) => !isEmptyPair(row) && row.name !== '');
  return {
    image: draft.image.trim(),
    ...given('name', draft.name.trim()),
    ...given('command', wordsOf(draft.command)),
    ...given('entrypoint', wordsOf(draft.entrypoint)),
    env: named(draft.env).map(({ name, value }) => ({ name: name.trim(), value })),
    ports: portsOf(draft),
    mounts: mountsOf(draft),
    ...given('network', draft.network),
    restart: {
      name: draft.restart,
      maximumRetryCount: draft.restart === 'on-failure' ? (draft.retries ?? 0) : 0,
    },
    ...given('memoryBytes', draft.memoryMib ? Math.round(draft.memoryMib * mib) : undefined),
    ...given('cpus', draft.cpus ?? undefined),
    ...given('user', draft.user.trim()),
    ...given('workingDir', draft.workingDir.trim()),
    ...given('hostname', draft.hostname.trim()),
    autoRemove: draft.autoRemove,
    tty: draft.tty,
    interactive: draft.interactive,
    labels: Object.fromEntries(named(draft.labels).map(({ name, value }) => [name.trim(), value])),
    ...given('platform', draft.platform.trim()),
    pull: draft.pull,
    start,
  };
}
