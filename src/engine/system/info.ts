/** What an engine and its machine are. */
import * as z from 'zod';
import type { CallOptions } from '../../contract/define.ts';
import type { EngineInfo } from '../../contract/hosts.ts';
import type { Engine } from '../docker/engine.ts';
import type { Negotiated } from '../docker/negotiate.ts';
import { number, text, texts } from '../docker/shapes.ts';

const Info = z.object({
  OSType: text,
  Architecture: text,
  OperatingSystem: text,
  KernelVersion: text,
  Name: text,
  NCPU: number,
  MemTotal: number,
  Driver: text,
  SecurityOptions: texts,
  Rootless: z.boolean().catch(false),
});

/** One request; the versions are those that were negotiated. */
export async function engineInfo(
  { engine, range, version }: Negotiated,
  options: CallOptions = {},
): Promise<EngineInfo> {
  const info = await engine.json(Info, {
    path: '/info',
    signal: options.signal,
    timeoutMs: 30_000,
    about: { operation: 'engine-info' },
  });
  return {
    product: engine.product,
    version,
    apiVersion: range.max,
    minApiVersion: range.min,
    negotiatedApiVersion: engine.apiVersion,
    os: info.OSType,
    architecture: info.Architecture,
    operatingSystem: info.OperatingSystem,
    kernelVersion: info.KernelVersion,
    machineName: info.Name,
    cpuCount: info.NCPU,
    memoryBytes: info.MemTotal,
    storageDriver: info.Driver,
    rootless:
      info.Rootless || info.SecurityOptions.some((option) => /(^|=)rootless\b/.test(option)),
  };
}

/** Where the engine keeps its data, on its own machine: `/var/lib/docker`. Empty when it does not say. */
export async function dataRootOf(engine: Engine, options: CallOptions = {}): Promise<string> {
  const { DockerRootDir } = await engine.json(z.object({ DockerRootDir: text }), {
    path: '/info',
    signal: options.signal,
    timeoutMs: 30_000,
    about: { operation: 'engine-info' },
  });
  return DockerRootDir;
}
