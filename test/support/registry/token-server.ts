import { createPrivateKey, randomUUID, sign, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

/**
 * A small real token server (distribution's token authentication): one user, who may pull and push everything;
 * nobody may pull what is below `open/`.
 */
export interface TokenServer {
  /** Where it listens: the realm of the registry's challenge. */
  readonly realm: string;
  /** The tokens that it gave, by their scopes. */
  readonly given: string[];
  /** How long its next tokens live. */
  lifeSeconds: number;
  close(): Promise<void>;
}

export interface TokenServerWish {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** PEM files; the registry trusts the certificate. */
  readonly cert: string;
  readonly key: string;
}

const base64url = (value: object | Uint8Array): string =>
  Buffer.from(value instanceof Uint8Array ? value : JSON.stringify(value)).toString('base64url');

interface Access {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

function accessOf(scope: string, known: boolean): Access[] {
  const [, type = '', name = '', actions = ''] = /^(\w+):(.+):([\w,*]+)$/.exec(scope) ?? [];
  const asked = actions.split(',').filter(Boolean);
  const allowed = known ? asked : asked.filter((one) => one === 'pull' && name.startsWith('open/'));
  return allowed.length === 0 ? [] : [{ type, name, actions: allowed }];
}

export async function tokenServer(wish: TokenServerWish): Promise<TokenServer> {
  const certificate = new X509Certificate(await readFile(wish.cert));
  const key = createPrivateKey(await readFile(wish.key));
  const basic = `Basic ${Buffer.from(`${wish.user}:${wish.password}`).toString('base64')}`;
  const state = { given: [] as string[], lifeSeconds: 300 };

  function token(subject: string, access: readonly Access[]): string {
    const now = Math.floor(Date.now() / 1000);
    const head = { typ: 'JWT', alg: 'ES256', x5c: [certificate.raw.toString('base64')] };
    const claims = {
      ...{ iss: 'own', aud: 'own', sub: subject, jti: randomUUID(), access },
      ...{ iat: now, nbf: now - 5, exp: now + state.lifeSeconds },
    };
    const content = `${base64url(head)}.${base64url(claims)}`;
    const signature = sign('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
    return `${content}.${base64url(signature)}`;
  }

  const server = createServer(({ url = '/', headers }, answer) => {
    const login = headers.authorization;
    if (login !== undefined && login !== basic) {
      answer.writeHead(401).end();
      return;
    }
    const scopes = new URL(url, 'http://x').searchParams.getAll('scope');
    state.given.push(scopes.join(' '));
    const access = scopes.flatMap((scope) => accessOf(scope, login === basic));
    const text = token(login === basic ? wish.user : '', access);
    answer.writeHead(200, { 'content-type': 'application/json' });
    answer.end(JSON.stringify({ token: text, expires_in: state.lifeSeconds }));
  });
  await new Promise<void>((done) => server.listen(wish.port, '127.0.0.1', done));
  return Object.assign(state, {
    realm: `http://127.0.0.1:${wish.port}/token`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  });
}
