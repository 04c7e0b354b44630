import { dockerRunWords } from '../../contract/command-line.ts';
import type { RunSpec } from '../../contract/containers.ts';
import { ContractError, type ErrorCode } from '../../contract/errors.ts';
import type { ContainerId, HostId, JobId } from '../../contract/ids.ts';
import { removeContainer, startContainer } from '../../engine/containers/actions.ts';
import { type CreatedContainer, createContainer } from '../../engine/containers/create.ts';
import { explainEarlyExit } from '../../engine/containers/early-exit.ts';
import { findContainer } from '../../engine/containers/list.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import type { Backbone } from '../backbone.ts';
import { pause } from '../flow/latest.ts';
import { startHostJob } from './host-job.ts';
import type { JobControl, JobResult } from './job-table.ts';
import { pullInto } from './pull-into.ts';

/** What the engine says of an image that it does not have, or not for the asked platform. */
const missing: ReadonlySet<ErrorCode> = new Set(['image-not-found', 'platform-unavailable']);

/** A program that cannot be run has ended by then. */
const earlyExitMs = 150;

/**
 * Pulls when needed, creates, starts. When the start fails the container stays, as with `docker run`, so that a
 * person can look at it (but for auto-remove); the job's result says that it was created.
 */
export function runJob(backbone: Backbone, { host, spec }: { host: HostId; spec: RunSpec }): JobId {
  const { hosts, settings, registries } = backbone;
  const subject = spec.name || spec.image;
  const act = { action: 'containers.run', words: dockerRunWords(spec) };

  async function pull(engine: Engine, control: JobControl): Promise<void> {
    const fallbackMirror = (await settings).latest.get().registryMirror;
    const { image: reference, platform } = spec;
    const authFor = registries.pullAuthFor;
    await pullInto(engine, { reference, platform, fallbackMirror, authFor }, control);
  }

  async function create(engine: Engine, control: JobControl): Promise<CreatedContainer> {
    if (spec.pull === 'always') await pull(engine, control);
    control.update({ phase: 'creating' });
    try {
      return await createContainer(engine, spec, control);
    } catch (error) {
      const isMissing = error instanceof ContractError && missing.has(error.code);
      if (!isMissing || spec.pull !== 'missing') throw error;
    }
    await pull(engine, control);
    control.update({ phase: 'creating' });
    return createContainer(engine, spec, control);
  }

  async function start(engine: Engine, id: ContainerId, control: JobControl): Promise<void> {
    control.update({ phase: 'starting-container' });
    try {
      await startContainer(engine, id, control);
    } catch (error) {
      if (spec.autoRemove && (await removed(engine, id))) control.result({ created: false });
      throw error;
    }
    // Some runtimes call it a start and then cannot run the program.
    await pause(earlyExitMs, control.signal);
    const problem = await explainEarlyExit(engine, id, control).catch(() => null);
    if (problem) throw new ContractError(problem);
  }

  async function work(engine: Engine, control: JobControl): Promise<JobResult> {
    const { id, warnings } = await create(engine, control);
    control.result({ container: id, created: true, warnings: [...warnings] });
    const row = await findContainer(engine, id, control).catch(() => null);
    if (row) {
      hosts.get(host).changes.names.saw([row]);
      control.result({ containerName: row.name });
    }
    if (spec.start) await start(engine, id, control);
    return {};
  }

  return startHostJob(backbone, {
    ...{ host, kind: 'run', subject, ...act },
    work: (control) => hosts.withEngine(host, (engine) => work(engine, control)),
  }).id;
}

/** Engines remove such a container themselves; those that do not are helped. */
async function removed(engine: Engine, id: ContainerId): Promise<boolean> {
  try {
    await removeContainer(engine, { id, force: true, volumes: true });
    return true;
  } catch (error) {
    return error instanceof ContractError && error.code === 'not-found';
  }
}
