/** The door to one registry, as the rest of the backend sees it. */
import type { CallOptions } from '../../contract/define.ts';
import type { TlsMaterial } from '../docker/target.ts';

/** What a registry is told to let somebody in. Never logged, never sent to a window. */
export type Login =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** From an earlier login (the CLI's `identitytoken`): swapped for short-lived tokens. */
  | { readonly kind: 'identity-token'; readonly token: string };

/** Which registry, and how to go there. */
export interface RegistryWay {
  /** As it stands in a reference: `docker.io`, `registry.example:5000`. */
  readonly name: string;
  /** Where it is, when that is not its name: a mirror of the default registry. */
  readonly address?: string | undefined;
  readonly login: Login | null;
  /** Authorities that count beside the usual ones, and a client's certificate. */
  readonly tls?: TlsMaterial | undefined;
  /** The environment that names proxies (`HTTPS_PROXY`, `NO_PROXY`, …); none without. */
  readonly proxyEnv?: Readonly<Record<string, string | undefined>> | undefined;
  /** A person agreed to speak with it without encryption. Loopback needs no agreement. */
  readonly plainAgreed: boolean;
}

/** What stands behind a reference: an image, or a list of images. */
export interface ManifestHead {
  /** `sha256:…` of the manifest. */
  readonly digest: string;
  readonly mediaType: string;
}

export interface RawManifest extends ManifestHead {
  readonly bytes: Uint8Array;
}

export interface BlobWish {
  readonly digest: string;
  /** As the manifest says; an answer of another length is refused. */
  readonly sizeBytes: number;
}

export interface TagList {
  readonly tags: readonly string[];
  /** There are more than the limit. */
  readonly more: boolean;
}

/** Repositories are in full: `library/redis`. All throw what the registry's refusal means. */
export interface Registry {
  readonly name: string;
  /** Whether a registry answers there and lets the login in. */
  ping(options?: CallOptions): Promise<void>;
  tags(repository: string, options?: CallOptions): Promise<TagList>;
  /** `reference`: a tag or a digest. Costs no pull by the counting of the Hub. */
  head(repository: string, reference: string, options?: CallOptions): Promise<ManifestHead>;
  /** Its bytes fit its digest. */
  manifest(repository: string, reference: string, options?: CallOptions): Promise<RawManifest>;
  /** Bytes as they come; throws `registry-broken` at the end when they do not fit the digest. */
  blob(repository: string, wish: BlobWish, options?: CallOptions): AsyncGenerator<Uint8Array>;
  /** Forgets tokens and closes connections. */
  close(): void;
}
