import {
  BaseAgent,
  type IdentityCallback,
  type ParsedKey,
  type SignCallback,
  type SigningRequestOptions,
} from 'ssh2';
import type { SignHash } from './agent-keys.ts';

type Sign = (data: Buffer, hash: SignHash | undefined) => Promise<Buffer>;

/**
 * One key, as ssh2 wants an agent: it is asked to sign only after the server has said that it would
 * take the key, so that a passphrase is asked for no key in vain.
 */
export class OneKeyAgent extends BaseAgent<ParsedKey> {
  readonly #key: ParsedKey;
  readonly #sign: Sign;

  constructor(key: ParsedKey, sign: Sign) {
    super();
    this.#key = key;
    this.#sign = sign;
  }

  override getIdentities(done: IdentityCallback<ParsedKey>): void {
    done(null, [this.#key]);
  }

  override sign(
    ...[, data, options, done]: [
      ParsedKey,
      Buffer,
      SigningRequestOptions | SignCallback,
      SignCallback?,
    ]
  ): void {
    const answer = typeof options === 'function' ? options : done;
    const hash = typeof options === 'function' ? undefined : options.hash;
    this.#sign(data, hash).then(
      (signature) => answer?.(null, signature),
      // Not the reason itself: ssh2 reports it as an error of the connection.
      () => answer?.(new Error('not signed')),
    );
  }
}
