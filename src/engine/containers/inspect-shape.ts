/** `GET /containers/{id}/json`, as far as it is used. */
import * as z from 'zod';
import { ContainerId } from '../../contract/ids.ts';
import { flag, number, text, textMap, texts } from '../docker/shapes.ts';

/** Podman 4 sends the entrypoint as one text. */
const words = z
  .union([z.array(z.string()), z.string().transform((one) => (one === '' ? [] : [one]))])
  .catch([]);

export const ContainerInspect = z.object({
  Id: ContainerId,
  Created: text,
  Path: text,
  Args: texts,
  Name: text,
  Image: text,
  RestartCount: number,
  Platform: text,
  Driver: text,
  SizeRw: z.number().nullish().catch(null),
  State: z
    .object({
      Status: text,
      ExitCode: number,
      OOMKilled: flag,
      Pid: number,
      Error: text,
      StartedAt: text,
      FinishedAt: text,
      Running: flag,
      Paused: flag,
      Health: z
        .object({
          Status: text,
          Log: z
            .array(z.object({ Start: text, End: text, ExitCode: number, Output: text }))
            .catch([]),
        })
        .nullish()
        .catch(null),
    })
    .loose(),
  Config: z.object({
    Hostname: text,
    User: text,
    Env: texts,
    Cmd: words,
    Entrypoint: words,
    Image: text,
    WorkingDir: text,
    Labels: textMap,
    Tty: flag,
    OpenStdin: flag,
  }),
  HostConfig: z
    .object({
      AutoRemove: flag,
      Privileged: flag,
      RestartPolicy: z
        .object({ Name: text, MaximumRetryCount: number })
        .catch({ Name: '', MaximumRetryCount: 0 }),
      Memory: number,
      NanoCpus: number,
      CpuQuota: number,
      CpuPeriod: number,
      LogConfig: z.object({ Type: text }).catch({ Type: '' }),
      Tmpfs: textMap,
    })
    .catch({
      AutoRemove: false,
      Privileged: false,
      RestartPolicy: { Name: '', MaximumRetryCount: 0 },
      Memory: 0,
      NanoCpus: 0,
      CpuQuota: 0,
      CpuPeriod: 0,
      LogConfig: { Type: '' },
      Tmpfs: {},
    }),
  Mounts: z
    .array(z.object({ Type: text, Name: text, Source: text, Destination: text, RW: flag }))
    .catch([]),
  NetworkSettings: z
    .object({
      Ports: z
        .record(z.string(), z.array(z.object({ HostIp: text, HostPort: text })).catch([]))
        .catch({}),
      Networks: z
        .record(
          z.string(),
          z
            .object({ IPAddress: text, GlobalIPv6Address: text, MacAddress: text, Aliases: texts })
            .catch({ IPAddress: '', GlobalIPv6Address: '', MacAddress: '', Aliases: [] }),
        )
        .catch({}),
    })
    .catch({ Ports: {}, Networks: {} }),
});
export type ContainerInspect = z.output<typeof ContainerInspect>;
