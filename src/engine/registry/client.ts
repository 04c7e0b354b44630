/** The client of one registry (distribution specification, "v2"). */
import * as z from 'zod';
import type { CallOptions } from '../../contract/define.ts';
import { createDoor, type Wish } from './ask.ts';
import { digestOf, isDigest, sha256Digest, verified } from './digest.ts';
import { readStart, readWhole } from './exchange.ts';
import {
  manifestLimitBytes,
  questionLimitMs,
  smallLimitBytes,
  tagLimit,
  tagPageLimit,
  tagPageLimitBytes,
  tagsPerPage,
} from './limits.ts';
import { nextPage } from './link-header.ts';
import { acceptManifests } from './manifest.ts';
import { type Asked, brokenAnswer, isHtml, notARegistry, tooSlow } from './refusals.ts';
import type { BlobWish, ManifestHead, RawManifest, Registry, RegistryWay } from './registry.ts';

const TagPage = z.object({ tags: z.array(z.string()).nullable() });
const tagPattern = /^\w[\w.-]{0,127}$/;

const pullScope = (repository: string) => `repository:${repository}:pull`;

/** `a` is below `b`? Only what a reference may hold comes here, but a path must not be climbed out of. */
const pathOf = (repository: string) => repository.split('/').map(encodeURIComponent).join('/');

export function createRegistry(way: RegistryWay): Registry {
  const door = createDoor(way);
  const asked = (name: string): Asked => ({ registry: way.name, name });

  /** Within a limit for the whole question, whatever it is made of. */
  async function within<T>(
    about: Asked,
    { signal }: CallOptions,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const limit = AbortSignal.timeout(questionLimitMs);
    try {
      return await work(signal ? AbortSignal.any([signal, limit]) : limit);
    } catch (error) {
      if (limit.aborted && !signal?.aborted) throw tooSlow(about);
      throw error;
    }
  }

  async function tagPage(wish: Wish): Promise<{ tags: string[]; next: URL | null }> {
    const answer = await door.ask(wish);
    const text = (await readWhole(answer, tagPageLimitBytes)).toString('utf8');
    if (isHtml({ headers: answer.headers, text })) throw notARegistry(wish.asked, 'A page of HTML');
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw brokenAnswer('shape', 'The list of tags is not JSON.');
    }
    const page = TagPage.safeParse(value);
    if (!page.success) throw brokenAnswer('shape', 'The list of tags has another shape.');
    const tags = (page.data.tags ?? []).filter((tag) => tagPattern.test(tag));
    const link = answer.headers.link;
    return { tags, next: nextPage(Array.isArray(link) ? link[0] : link, answer.url) };
  }

  async function allTags(repository: string, signal: AbortSignal) {
    const about = asked(repository);
    const found = new Set<string>();
    let path: string | URL = `${pathOf(repository)}/tags/list?n=${tagsPerPage}`;
    for (let page = 0; page < tagPageLimit; page += 1) {
      const scope = pullScope(repository);
      const { tags, next } = await tagPage({ method: 'GET', path, scope, asked: about, signal });
      const before = found.size;
      for (const tag of tags) found.add(tag);
      if (next === null) return { tags: [...found].slice(0, tagLimit), more: false };
      // Pages that bring nothing new would go on for ever.
      if (found.size >= tagLimit || found.size === before) break;
      path = next;
    }
    return { tags: [...found].slice(0, tagLimit), more: true };
  }

  function manifestWish(repository: string, reference: string) {
    const sign = isDigest(reference) ? '@' : ':';
    return {
      path: `${pathOf(repository)}/manifests/${encodeURIComponent(reference)}`,
      scope: pullScope(repository),
      accept: acceptManifests,
      asked: asked(`${repository}${sign}${reference}`),
    };
  }

  async function manifest(
    repository: string,
    reference: string,
    signal: AbortSignal,
  ): Promise<RawManifest> {
    const wish = { ...manifestWish(repository, reference), signal };
    const answer = await door.ask({ ...wish, method: 'GET' });
    const bytes = await readWhole(answer, manifestLimitBytes);
    if (isHtml({ headers: answer.headers, text: bytes.subarray(0, 100).toString('utf8') })) {
      throw notARegistry(wish.asked, 'A page of HTML');
    }
    const said = String(answer.headers['docker-content-digest'] ?? '');
    const expected = isDigest(reference) ? reference : said;
    const digest = isDigest(expected) ? digestOf(bytes, expected) : sha256Digest(bytes);
    if (isDigest(expected) && digest !== expected) throw brokenAnswer('digest', expected);
    return { digest, mediaType: typeOf(answer.headers['content-type']), bytes };
  }

  async function head(
    repository: string,
    reference: string,
    signal: AbortSignal,
  ): Promise<ManifestHead> {
    const wish = { ...manifestWish(repository, reference), signal };
    const answer = await door.ask({ ...wish, method: 'HEAD' });
    answer.close();
    const mediaType = typeOf(answer.headers['content-type']);
    if (mediaType === 'text/html') throw notARegistry(wish.asked, 'A page of HTML');
    const digest = String(answer.headers['docker-content-digest'] ?? '');
    if (isDigest(digest)) return { digest, mediaType };
    // Some registries tell no digest there: it is worked out of the bytes.
    return manifest(repository, reference, signal);
  }

  return {
    name: way.name,
    ping: (options = {}) =>
      within(asked(''), options, async (signal) => {
        const about = asked('');
        const answer = await door.ask({
          ...{ method: 'GET', path: '', scope: '', asked: about, signal },
        });
        const text = await readStart(answer, smallLimitBytes);
        if (isHtml({ headers: answer.headers, text })) throw notARegistry(about, 'A page of HTML');
      }),
    tags: (repository, options = {}) =>
      within(asked(repository), options, (signal) => allTags(repository, signal)),
    head: (repository, reference, options = {}) =>
      within(asked(repository), options, (signal) => head(repository, reference, signal)),
    manifest: (repository, reference, options = {}) =>
      within(asked(repository), options, (signal) => manifest(repository, reference, signal)),
    async *blob(repository: string, wish: BlobWish, options: CallOptions = {}) {
      if (!isDigest(wish.digest)) throw brokenAnswer('digest', wish.digest);
      const answer = await door.ask({
        ...{ method: 'GET', path: `${pathOf(repository)}/blobs/${wish.digest}` },
        ...{ scope: pullScope(repository), asked: asked(repository), signal: options.signal },
      });
      yield* verified(answer.body, wish);
    },
    close: () => door.close(),
  };
}

const typeOf = (header: string | undefined): string => (header ?? '').split(';')[0]?.trim() ?? '';
