import type { SaveResult } from '../../contract/containers.ts';
import type { ContainerId, HostId } from '../../contract/ids.ts';
import { archiveOf, fileOf, isPlainFile } from '../../engine/containers/archive.ts';
import type { Backbone } from '../backbone.ts';
import { deliver, fileNameOf } from './deliver.ts';

export interface PathToSave {
  readonly host: HostId;
  readonly id: ContainerId;
  readonly path: string;
}

/** `passwd` and `app.conf` keep their names; `a/b` would be a folder of the person's own. */
function plainName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? name.slice(dot + 1).replace(/[^\p{L}\p{N}]+/gu, '') : '';
  return extension === ''
    ? fileNameOf(name, 'bin').replace(/\.bin$/, '')
    : fileNameOf(name.slice(0, dot), extension);
}

/** A file of a container as it is; a folder, a link or a device as a tar. Throws `not-found` before anything is written. */
export async function savePath(
  backbone: Backbone,
  { host, id, path }: PathToSave,
): Promise<SaveResult> {
  const { hosts } = backbone;
  const place = { id, path };
  const isFile = await hosts.withEngine(host, (engine) => isPlainFile(engine, place));
  async function* open(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const engine = await hosts.get(host).connection.engine(signal);
    yield* isFile ? fileOf(engine, place, { signal }) : archiveOf(engine, place, { signal });
  }
  return deliver(backbone, {
    ...{ host, kind: 'download', subject: path.slice(0, 300), open },
    mediaType: isFile ? 'application/octet-stream' : 'application/x-tar',
    fileName: isFile ? plainName(path) : fileNameOf(path.replace(/^.*\/(?=.)/, ''), 'tar'),
  });
}
