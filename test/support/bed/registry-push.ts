import { gzipSync } from 'node:zlib';
import { type BuiltImage, sha256 } from '../images/image.ts';

/** A place in a registry: `http://address:port` and the repository. */
export interface PushTarget {
  readonly base: string;
  readonly repository: string;
  readonly tags: readonly string[];
  /** `user:password` where the registry asks for a login. */
  readonly login?: string;
}

const limitMs = 30_000;
const imageType = 'application/vnd.docker.distribution.manifest.v2+json';
const listType = 'application/vnd.docker.distribution.manifest.list.v2+json';

async function call(target: PushTarget, path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  if (target.login !== undefined) {
    headers.set('authorization', `Basic ${Buffer.from(target.login).toString('base64')}`);
  }
  const url = new URL(path, target.base);
  const answer = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(limitMs) });
  if (answer.ok || answer.status === 404) return answer;
  throw new Error(`${init.method} ${url.pathname}: ${answer.status} ${await answer.text()}`);
}

async function pushBlob(target: PushTarget, bytes: Uint8Array): Promise<string> {
  const digest = `sha256:${sha256(bytes)}`;
  const at = `/v2/${target.repository}/blobs`;
  const present = await call(target, `${at}/${digest}`, { method: 'HEAD' });
  if (present.ok) return digest;
  const begun = await call(target, `${at}/uploads/`, { method: 'POST' });
  const place = new URL(begun.headers.get('location') ?? '', target.base);
  place.searchParams.set('digest', digest);
  await call(target, place.href, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });
  return digest;
}

async function putManifest(target: PushTarget, type: string, manifest: object): Promise<void> {
  for (const tag of target.tags) {
    await call(target, `/v2/${target.repository}/manifests/${tag}`, {
      method: 'PUT',
      headers: { 'content-type': type },
      body: JSON.stringify(manifest),
    });
  }
}

function imageManifest(config: Descriptor, layers: readonly Descriptor[]): object {
  return { schemaVersion: 2, mediaType: imageType, config, layers };
}

interface Descriptor {
  readonly mediaType: string;
  readonly size: number;
  readonly digest: string;
}

/** Pushes the image's blobs; gives its manifest (Docker image manifest version 2, schema 2). */
async function pushBlobs(target: PushTarget, image: BuiltImage): Promise<object> {
  const layers: Descriptor[] = [];
  for (const layer of image.layers) {
    const packed = gzipSync(layer, { level: 1 });
    const mediaType = 'application/vnd.docker.image.rootfs.diff.tar.gzip';
    layers.push({ mediaType, size: packed.length, digest: await pushBlob(target, packed) });
  }
  const mediaType = 'application/vnd.docker.container.image.v1+json';
  const digest = await pushBlob(target, image.configJson);
  return imageManifest({ mediaType, size: image.configJson.length, digest }, layers);
}

/** Pushes an image under all tags of the target by the registry's HTTP API V2. */
export async function pushImage(target: PushTarget, image: BuiltImage): Promise<void> {
  await putManifest(target, imageType, await pushBlobs(target, image));
}

/** Pushes a list that names the image for its own platform only: others get no match. */
export async function pushForOnePlatform(target: PushTarget, image: BuiltImage): Promise<void> {
  const manifest = await pushBlobs(target, image);
  const text = JSON.stringify(manifest);
  const digest = `sha256:${sha256(Buffer.from(text))}`;
  await putManifest({ ...target, tags: [digest] }, imageType, manifest);
  const platform = { architecture: image.architecture, os: 'linux' };
  const manifests = [{ mediaType: imageType, size: Buffer.byteLength(text), digest, platform }];
  await putManifest(target, listType, { schemaVersion: 2, mediaType: listType, manifests });
}
