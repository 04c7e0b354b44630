/** The list of containers, whole or by id. */
import * as z from 'zod';
import { type ContainerSummary, Health } from '../../contract/containers.ts';
import type { CallOptions } from '../../contract/define.ts';
import { ContainerId } from '../../contract/ids.ts';
import type { Engine } from '../docker/engine.ts';
import { filters } from '../docker/path.ts';
import { imageIdOf, number, text, textMap, texts } from '../docker/shapes.ts';
import { portsOfList } from './ports.ts';
import { exitCodeOf, healthOf, stateOf } from './status.ts';

export const listTimeoutMs = 30_000;

/** One row of `GET /containers/json`. Only the id is needed; all else has a value for "not there". */
export const ContainerRow = z.object({
  Id: ContainerId,
  Names: texts,
  Image: text,
  ImageID: text,
  Command: text,
  Created: number,
  State: text,
  Status: text,
  Ports: z
    .array(z.object({ IP: text, PrivatePort: number, PublicPort: number, Type: text }))
    .catch([]),
  Labels: textMap,
  NetworkSettings: z
    .object({ Networks: z.record(z.string(), z.unknown()).catch({}) })
    .catch({ Networks: {} }),
  // API 1.52 lists the health itself.
  Health: z.object({ Status: text }).optional().catch(undefined),
});

/** Links give a container further names, with a slash inside; its own has one slash, at the start. */
export function ownName(names: readonly string[]): string {
  const own = names.find((name) => name.lastIndexOf('/') <= 0) ?? names[0] ?? '';
  return own.replace(/^\//, '');
}

/** The label by which Docker Compose and Podman Compose mark what belongs together. */
export function composeProjectOf(labels: Readonly<Record<string, string>>): string | null {
  return labels['com.docker.compose.project'] ?? labels['io.podman.compose.project'] ?? null;
}

export function summaryOfRow(row: z.output<typeof ContainerRow>): ContainerSummary {
  const state = stateOf(row.State);
  const health = Health.safeParse(row.Health?.Status);
  return {
    id: row.Id,
    name: ownName(row.Names),
    image: row.Image,
    imageId: imageIdOf(row.ImageID),
    command: row.Command,
    createdAtMs: row.Created * 1000,
    state,
    health: health.success ? health.data : healthOf(row.Status),
    exitCode: exitCodeOf(row.Status, state),
    ports: portsOfList(row.Ports),
    networks: Object.keys(row.NetworkSettings.Networks).sort(),
    composeProject: composeProjectOf(row.Labels),
    labelCount: Object.keys(row.Labels).length,
  };
}

/** Rows that cannot be read at all are left out: one odd container never empties the list. */
function summaries(rows: readonly unknown[]): ContainerSummary[] {
  const found: ContainerSummary[] = [];
  for (const row of rows) {
    const parsed = ContainerRow.safeParse(row);
    if (parsed.success) found.push(summaryOfRow(parsed.data));
  }
  return found;
}

/** Podman sends null for an empty list. */
const Rows = z
  .array(z.unknown())
  .nullable()
  .transform((rows) => rows ?? []);

async function query(
  engine: Engine,
  by: Readonly<Record<string, readonly string[]>>,
  options: CallOptions,
): Promise<ContainerSummary[]> {
  const rows = await engine.json(Rows, {
    path: '/containers/json',
    query: { all: true, ...(Object.keys(by).length === 0 ? {} : { filters: filters(by) }) },
    signal: options.signal,
    timeoutMs: listTimeoutMs,
    about: { operation: 'container-list' },
  });
  return summaries(rows);
}

/** Every container, running or not, newest first. */
export function listContainers(
  engine: Engine,
  options: CallOptions = {},
): Promise<ContainerSummary[]> {
  return query(engine, {}, options);
}

/** The rows of these containers, in one request; those that are gone are not in the answer. */
export async function listContainersById(
  engine: Engine,
  ids: readonly ContainerId[],
  options: CallOptions = {},
): Promise<ContainerSummary[]> {
  if (ids.length === 0) return [];
  return query(engine, { id: ids }, options);
}

/** One row; null when the container is gone. */
export async function findContainer(
  engine: Engine,
  id: ContainerId,
  options: CallOptions = {},
): Promise<ContainerSummary | null> {
  const rows = await listContainersById(engine, [id], options);
  return rows.find((row) => row.id.startsWith(id)) ?? null;
}
