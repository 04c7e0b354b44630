/**
 * Image references: `[registry/]repository[:tag][@digest]`, taken apart by the grammar that engines
 * use (distribution/reference). Pure, so that a form can tell at the field what an engine would refuse.
 */
import { refuse } from './errors.ts';

/** What is asked when a reference names no registry. */
export const defaultRegistry = 'docker.io';
/** Where the default registry keeps names of one part. */
const officialFolder = 'library/';
const defaultTag = 'latest';

export interface Reference {
  /** `docker.io` when none is written; with its port; IPv6 in brackets. */
  readonly registry: string;
  readonly registryWritten: boolean;
  /** In full: `library/redis`. */
  readonly repository: string;
  /** As written before the tag and digest: `redis`, `host:5000/a/b`. */
  readonly name: string;
  /** Null when none is written: `latest` is meant, unless there is a digest. */
  readonly tag: string | null;
  /** `sha256:…` */
  readonly digest: string | null;
}

/** Why a text is no reference. The screen words it. */
export type ReferenceFault =
  | 'empty'
  | 'space'
  /** `https://…`: a reference has no scheme. */
  | 'scheme'
  | 'uppercase'
  | 'registry'
  | 'repository'
  | 'tag'
  | 'digest'
  /** 64 hex digits are an image's id, never its name. */
  | 'id'
  | 'too-long';

export type ReferenceReading =
  | { readonly ok: true; readonly reference: Reference }
  | { readonly ok: false; readonly fault: ReferenceFault };

/** Of the name in full, as engines limit it. */
const nameLimit = 255;

const domainPart = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const registryPattern = new RegExp(
  `^(?:${domainPart}(?:\\.${domainPart})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?$`,
);
const pathPart = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const repositoryPattern = new RegExp(`^${pathPart}(?:/${pathPart})*$`);
const tagPattern = /^\w[\w.-]{0,127}$/;
const digestPattern = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
/** Hex digits of the hash functions that registries use; others are left to the engine. */
const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

const bad = (fault: ReferenceFault): ReferenceReading => ({ ok: false, fault });

/** The first part is a registry when it looks like a host: a dot, a port, `localhost`, an upper case letter. */
function looksLikeRegistry(part: string): boolean {
  return /[.:[]/.test(part) || part === 'localhost' || part !== part.toLowerCase();
}

function isDigest(text: string): boolean {
  if (!digestPattern.test(text)) return false;
  const [algorithm = '', hex = ''] = text.split(':');
  const length = digestLengths[algorithm];
  return length === undefined || (hex.length === length && hex === hex.toLowerCase());
}

/** A colon before the last slash, or inside brackets, belongs to the registry. */
function cutTag(named: string): readonly [name: string, tag: string | null] {
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  if (colon === -1) return [named, null];
  return [named.slice(0, colon), named.slice(colon + 1)];
}

function cutRegistry(name: string): readonly [registry: string | null, path: string] {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(0, slash));
  if (slash === -1 || !looksLikeRegistry(first)) return [null, name];
  return [first, name.slice(slash + 1)];
}

/** Takes a reference apart, or tells what is wrong with it. Spaces around it do not count. */
export function readReference(text: string): ReferenceReading {
  const whole = text.trim();
  if (whole === '') return bad('empty');
  if (/\s/.test(whole)) return bad('space');
  if (/^[a-z]+:\/\//i.test(whole)) return bad('scheme');
  const at = whole.indexOf('@');
  const [name, tag] = cutTag(at === -1 ? whole : whole.slice(0, at));
  const digest = at === -1 ? null : whole.slice(at + 1);
  const [written, path] = cutRegistry(name);
  if (written !== null && !registryPattern.test(written)) return bad('registry');
  if (/^[0-9a-f]{64}$/.test(name)) return bad('id');
  if (!repositoryPattern.test(path)) {
    return bad(repositoryPattern.test(path.toLowerCase()) ? 'uppercase' : 'repository');
  }
  if (tag !== null && !tagPattern.test(tag)) return bad('tag');
  if (digest !== null && !isDigest(digest)) return bad('digest');
  const registry = written === null || written === 'index.docker.io' ? defaultRegistry : written;
  const official = registry === defaultRegistry && !path.includes('/');
  const repository = official ? `${officialFolder}${path}` : path;
  if (registry.length + 1 + repository.length > nameLimit) return bad('too-long');
  const registryWritten = written !== null;
  return { ok: true, reference: { registry, registryWritten, repository, name, tag, digest } };
}

export interface SplitReference {
  /** With the registry, as written. */
  readonly name: string;
  /** A tag, or `sha256:…`. */
  readonly tag: string;
}

/**
 * As the pull and tag calls want it: `host:5000/a/b:1` is `host:5000/a/b` and `1`; without a tag it is `latest`, never
 * "all tags", which is what the engine makes of an empty one. Throws `bad-reference` on what is none.
 */
export function splitReference(text: string): SplitReference {
  const reading = readReference(text);
  if (!reading.ok) {
    throw refuse('bad-reference', 'This is not a valid image reference.', {
      facts: { name: text },
    });
  }
  const { name, tag, digest } = reading.reference;
  return { name, tag: digest ?? tag ?? defaultTag };
}
