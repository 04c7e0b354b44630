import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ContractError, type Problem } from '../../contract/errors.ts';
import { createRegistry } from './client.ts';
import { answerLimitMs } from './limits.ts';
import { readManifest } from './manifest.ts';
import { findPlatforms } from './platforms.ts';
import type { RegistryWay } from './registry.ts';

/** A registry that answers as no real one would. `asked` are its requests, with the login that came. */
interface Bad {
  readonly address: string;
  readonly asked: string[];
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Act = (request: IncomingMessage, answer: ServerResponse) => void;

async function bad(act: Act): Promise<Bad> {
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    const login = request.headers.authorization;
    asked.push(`${request.method} ${request.url}${login === undefined ? '' : ` ${login}`}`);
    act(request, answer);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const { port } = server.address() as { port: number };
  return { address: `127.0.0.1:${port}`, asked };
}

function clientOf({ address }: Bad, way: Partial<RegistryWay> = {}) {
  const client = createRegistry({ name: address, login: null, plainAgreed: false, ...way });
  closers.unshift(async () => client.close());
  return client;
}

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ContractError) return error.problem;
    throw error;
  }
  throw new Error('The call was not refused.');
}

const json = (answer: ServerResponse, value: unknown, head: Record<string, string> = {}) =>
  answer.writeHead(200, { 'content-type': 'application/json', ...head }).end(JSON.stringify(value));

const sha256 = (bytes: string | Buffer) =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

async function drain(source: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const part of source) size += part.byteLength;
  return size;
}

describe('what a registry may refuse', () => {
  it('a limit, with the time that is left', async () => {
    const at = await bad((_request, answer) =>
      answer
        .writeHead(429, { 'retry-after': '90', 'ratelimit-limit': '100;w=21600' })
        .end('{"errors":[{"code":"TOOMANYREQUESTS","message":"slow down"}]}'),
    );
    expect(await problemOf(clientOf(at).tags('a/b'))).toMatchObject({
      code: 'rate-limited',
      facts: { registry: at.address, seconds: 90, minutes: 2, limit: 100 },
      mend: { kind: 'sign-in', registry: at.address },
    });
    const hub = await bad((_request, answer) =>
      answer.writeHead(429, { 'ratelimit-limit': '100;w=21600' }).end(),
    );
    expect((await problemOf(clientOf(hub).head('a/b', '1'))).facts).toMatchObject({ minutes: 360 });
    const silent = await bad((_request, answer) => answer.writeHead(429).end());
    expect((await problemOf(clientOf(silent).tags('a'))).facts).not.toHaveProperty('minutes');
  });

  it('a page of HTML, whatever its status', async () => {
    for (const status of [200, 403, 404, 502]) {
      const at = await bad((_request, answer) =>
        answer.writeHead(status, { 'content-type': 'text/html' }).end('<html>Welcome</html>'),
      );
      const client = clientOf(at);
      expect((await problemOf(client.ping())).code, `ping ${status}`).toBe('not-a-registry');
      expect((await problemOf(client.tags('a'))).code, `tags ${status}`).toBe('not-a-registry');
      expect((await problemOf(client.manifest('a', '1'))).code).toBe('not-a-registry');
    }
  });

  it('an unknown name, a fault of its own, and nonsense', async () => {
    const answers: Record<string, [number, string]> = {
      '/v2/gone/tags/list?n=1000': [404, '{"errors":[{"code":"NAME_UNKNOWN","message":"no"}]}'],
      '/v2/ill/tags/list?n=1000': [500, 'stack trace'],
      '/v2/odd/tags/list?n=1000': [200, '[1,2'],
      '/v2/shape/tags/list?n=1000': [200, '{"tags":"all"}'],
      '/v2/none/tags/list?n=1000': [200, '{"tags":null}'],
      '/v2/evil/tags/list?n=1000': [200, '{"tags":["ok","../../x","<b>",""]}'],
    };
    const at = await bad(({ url = '' }, answer) => {
      const [status, text] = answers[url] ?? [418, ''];
      answer.writeHead(status, { 'content-type': 'application/json' }).end(text);
    });
    const client = clientOf(at);
    expect(await problemOf(client.tags('gone'))).toMatchObject({
      ...{ code: 'manifest-unknown', detail: 'NAME_UNKNOWN: no' },
    });
    expect(await problemOf(client.tags('ill'))).toMatchObject({
      ...{ code: 'registry-failed', facts: { status: 500 }, detail: 'stack trace' },
    });
    expect((await problemOf(client.tags('odd'))).code).toBe('registry-broken');
    expect((await problemOf(client.tags('shape'))).code).toBe('registry-broken');
    expect(await client.tags('none')).toEqual({ tags: [], more: false });
    expect(await client.tags('evil')).toEqual({ tags: ['ok'], more: false });
  });

  it('nobody there, a cut, and plain text where TLS is a must', async () => {
    const gone = { address: '127.0.0.1:1', asked: [] };
    expect((await problemOf(clientOf(gone).ping())).code).toBe('registry-unreachable');
    const cut = await bad((request) => request.socket.destroy());
    expect((await problemOf(clientOf(cut).tags('a'))).code).toBe('registry-gone');
    const at = await bad((_request, answer) => json(answer, {}));
    // Not an address of this machine alone, though it leads here.
    const far = { name: 'registry.example', address: at.address.replace('127.0.0.1', '0.0.0.0') };
    const plain = clientOf(at, far);
    expect(await problemOf(plain.ping())).toMatchObject({
      ...{ code: 'registry-insecure', facts: { registry: 'registry.example' } },
      mend: { kind: 'trust-plain', registry: 'registry.example' },
    });
    expect(at.asked).toEqual([]);
    await clientOf(at, { ...far, plainAgreed: true }).ping();
    expect(at.asked).toEqual(['GET /v2/']);
  });

  it('a registry that does not answer, or stops in the middle of it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const heard = Promise.withResolvers<void>();
      const silent = await bad(() => heard.resolve());
      const asking = problemOf(clientOf(silent).tags('a'));
      await heard.promise;
      vi.advanceTimersByTime(answerLimitMs);
      expect((await asking).code).toBe('registry-timeout');
      const stuck = await bad((_request, answer) => void answer.writeHead(200).write('01'));
      const blob = clientOf(stuck).blob('a', { digest: sha256('0123'), sizeBytes: 4 });
      expect((await blob.next()).value).toHaveLength(2);
      // A taker may take its time: only what is waited for counts.
      vi.advanceTimersByTime(answerLimitMs);
      const next = problemOf(blob.next());
      await new Promise((done) => setImmediate(done));
      vi.advanceTimersByTime(answerLimitMs);
      expect((await next).code).toBe('registry-timeout');
    } finally {
      vi.useRealTimers();
    }
  });

  it('a cancelled question', async () => {
    const at = await bad(() => {});
    const stop = new AbortController();
    const asking = clientOf(at).tags('a', { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    expect((await problemOf(asking)).code).toBe('cancelled');
  });
});

describe('tags', () => {
  it('go on over pages, and end where pages bring nothing new', async () => {
    const at = await bad(({ url = '' }, answer) => {
      const page = Number(new URL(url, 'http://x').searchParams.get('last') ?? 0);
      const next = { link: `</v2/a/tags/list?last=${page + 1}>; rel="next"` };
      json(answer, { tags: [`t${page}`, `u${page}`] }, page < 2 ? next : {});
    });
    expect(await clientOf(at).tags('a')).toEqual({
      ...{ tags: ['t0', 'u0', 't1', 'u1', 't2', 'u2'], more: false },
    });
    const endless = await bad(({ url = '' }, answer) => {
      const page = Number(new URL(url, 'http://x').searchParams.get('last') ?? 0);
      json(answer, { tags: ['same'] }, { link: `</v2/a/tags/list?last=${page + 1}>; rel="next"` });
    });
    expect(await clientOf(endless).tags('a')).toEqual({ tags: ['same'], more: true });
    expect(endless.asked).toHaveLength(2);
    const growing = await bad(({ url = '' }, answer) => {
      const page = Number(new URL(url, 'http://x').searchParams.get('last') ?? 0);
      json(
        answer,
        { tags: [`t${page}`] },
        { link: `</v2/a/tags/list?last=${page + 1}>; rel="next"` },
      );
    });
    const { tags, more } = await clientOf(growing).tags('a');
    expect([tags.length, more, growing.asked.length]).toEqual([50, true, 50]);
  });

  it('that are too many bytes are refused', async () => {
    const at = await bad((_request, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' });
      answer.end(`{"tags":["${'a'.repeat(5 * 1024 * 1024)}"]}`);
    });
    expect(await problemOf(clientOf(at).tags('a'))).toMatchObject({
      ...{ code: 'registry-broken', facts: { reason: 'too-large' } },
    });
  });
});

describe('logins', () => {
  const login = { kind: 'password', username: 'ann', password: 's3cret' } as const;
  const basic = `Basic ${Buffer.from('ann:s3cret').toString('base64')}`;

  it('go out only after the registry has asked, and then with every question', async () => {
    const at = await bad(({ headers }, answer) => {
      if (headers.authorization === basic) return json(answer, { tags: ['1'] });
      return answer.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
    });
    const client = clientOf(at, { login });
    await client.tags('a');
    await client.tags('b');
    expect(at.asked.slice(-3)).toEqual([
      'GET /v2/a/tags/list?n=1000',
      `GET /v2/a/tags/list?n=1000 ${basic}`,
      `GET /v2/b/tags/list?n=1000 ${basic}`,
    ]);
    const wrong = clientOf(at, { login: { ...login, password: 'no' } });
    expect(await problemOf(wrong.tags('a'))).toMatchObject({ code: 'registry-unauthorized' });
    expect((await problemOf(clientOf(at).tags('a'))).mend).toEqual({
      ...{ kind: 'sign-in', registry: at.address },
    });
  });

  it('become a token by scope, which is kept, and fetched anew once when it is refused', async () => {
    let grant = 0;
    let taken = '';
    const at = await bad(({ url = '', headers }, answer) => {
      if (url.startsWith('/token')) {
        grant += 1;
        taken = `t${grant}`;
        return json(answer, { token: taken, expires_in: 300 });
      }
      if (headers.authorization === `Bearer ${taken}`) return json(answer, { tags: [] });
      const realm = `http://${headers.host}/token`;
      const challenge = `Bearer realm="${realm}",service="s",scope="repository:a:pull"`;
      return answer.writeHead(401, { 'www-authenticate': challenge }).end();
    });
    const client = clientOf(at, { login });
    await client.tags('a');
    await client.tags('a');
    expect(grant).toBe(1);
    expect(at.asked.find((one) => one.includes('/token'))).toBe(
      `GET /token?service=s&scope=repository%3Aa%3Apull&account=ann ${basic}`,
    );
    taken = 'another';
    await client.tags('a');
    expect(grant).toBe(2);
    await client.tags('b');
    expect(grant, 'another scope').toBe(3);
  });

  it('are never sent to a third in plain text', async () => {
    const thief = await bad((_request, answer) => json(answer, { token: 'x' }));
    const at = await bad((_request, answer) => {
      const realm = `http://${thief.address.replace('127.0.0.1', 'localhost')}/token`;
      answer.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}"` }).end();
    });
    expect((await problemOf(clientOf(at, { login }).tags('a'))).code).toBe('not-a-registry');
    expect(thief.asked).toEqual([]);
  });

  it('that are refused, expired, or answered with what is no token', async () => {
    const answers = new Map<string, Act>([
      ['/refused', (_request, answer) => answer.writeHead(401).end()],
      ['/empty', (_request, answer) => void json(answer, {})],
      ['/header', (_request, answer) => void json(answer, { token: 'a\r\nx: y' })],
    ]);
    const at = await bad((request, answer) => {
      const act = answers.get(new URL(request.url ?? '', 'http://x').pathname);
      if (act) return act(request, answer);
      const [, , repository] = (request.url ?? '').split('/');
      const realm = `http://${request.headers.host}/${repository}`;
      answer.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}"` }).end();
    });
    const codeFor = async (repository: string, way: Partial<RegistryWay>) =>
      (await problemOf(clientOf(at, way).tags(repository))).code;
    expect(await codeFor('refused', { login })).toBe('registry-login-refused');
    expect(await codeFor('refused', {})).toBe('registry-unauthorized');
    const token = { kind: 'identity-token', token: 'old' } as const;
    expect(await codeFor('refused', { login: token })).toBe('registry-login-expired');
    expect(await codeFor('empty', { login })).toBe('registry-broken');
    expect(await codeFor('header', { login })).toBe('registry-broken');
  });

  it('are not taken along by a redirect to another server', async () => {
    const content = 'layer';
    const store = await bad((_request, answer) => answer.writeHead(200).end(content));
    const at = await bad(({ headers }, answer) => {
      if (headers.authorization !== basic) {
        return answer.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
      }
      return answer.writeHead(307, { location: `http://${store.address}/blob` }).end();
    });
    const wish = { digest: sha256(content), sizeBytes: content.length };
    expect(await drain(clientOf(at, { login }).blob('a', wish))).toBe(5);
    expect(store.asked).toEqual(['GET /blob']);
  });

  it('and redirects that go round end', async () => {
    const at = await bad((_request, answer) => answer.writeHead(302, { location: '/v2/' }).end());
    expect((await problemOf(clientOf(at).ping())).code).toBe('registry-broken');
    expect(at.asked.length).toBeLessThan(10);
  });
});

it('goes by the proxy of the environment, unless that excepts it', async () => {
  const proxy = await bad((_request, answer) => void json(answer, { tags: ['by-proxy'] }));
  const at = await bad((_request, answer) => void json(answer, { tags: ['straight'] }));
  const proxyEnv = { http_proxy: `http://${proxy.address}` };
  const address = at.address.replace('127.0.0.1', '0.0.0.0');
  const far = { address, plainAgreed: true };
  expect((await clientOf(at, { ...far, proxyEnv }).tags('a')).tags).toEqual(['by-proxy']);
  expect(proxy.asked).toEqual([`GET http://${address}/v2/a/tags/list?n=1000`]);
  const excepted = { ...proxyEnv, no_proxy: '0.0.0.0' };
  expect((await clientOf(at, { ...far, proxyEnv: excepted }).tags('a')).tags).toEqual(['straight']);
  expect((await clientOf(at, { proxyEnv }).tags('a')).tags, 'this machine').toEqual(['straight']);
});

describe('content', () => {
  const wish = { digest: sha256('0123456789'), sizeBytes: 10 };
  const blobOf = (text: string, size = 10) =>
    bad((_request, answer) => answer.writeHead(200).end(text)).then((at) =>
      drain(clientOf(at).blob('a', { ...wish, sizeBytes: size })),
    );

  it('is what its digest says, or refused', async () => {
    expect(await blobOf('0123456789')).toBe(10);
    expect((await problemOf(blobOf('012345678X'))).facts).toEqual({ reason: 'digest' });
    expect((await problemOf(blobOf('01234'))).facts).toEqual({ reason: 'shorter' });
    expect((await problemOf(blobOf('0123456789+'))).facts).toEqual({ reason: 'longer' });
    const at = await bad((_request, answer) => {
      answer.writeHead(200, { 'content-length': '10' }).write('0123');
      setTimeout(() => answer.destroy(), 20);
    });
    expect((await problemOf(drain(clientOf(at).blob('a', wish)))).code).toBe('registry-gone');
    const odd = drain(clientOf(at).blob('a', { digest: 'md5:abc', sizeBytes: 1 }));
    expect((await problemOf(odd)).code).toBe('registry-broken');
  });

  it('a manifest too, by the digest that was asked or told', async () => {
    const text = '{"schemaVersion":2}';
    const at = await bad((_request, answer) =>
      answer.writeHead(200, { 'docker-content-digest': sha256('lie') }).end(text),
    );
    expect((await problemOf(clientOf(at).manifest('a', '1'))).code).toBe('registry-broken');
    const silent = await bad(({ method }, answer) =>
      answer.writeHead(200).end(method === 'HEAD' ? undefined : text),
    );
    expect((await clientOf(silent).head('a', '1')).digest).toBe(sha256(text));
    const other = clientOf(silent).manifest('a', sha256('other'));
    expect((await problemOf(other)).facts).toEqual({ reason: 'digest' });
  });

  it('lists are told from images, attestations from platforms', async () => {
    const config = '{"os":"linux","architecture":"arm64","variant":"v8"}';
    const image = JSON.stringify({
      config: { mediaType: 'c', digest: sha256(config), size: config.length },
      layers: [{ mediaType: 'l', digest: sha256('l'), size: 100 }],
    });
    const entry = (platform: object, more: object = {}) => ({
      ...{ mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: sha256(image) },
      ...{ size: image.length, platform, ...more },
    });
    const list = JSON.stringify({
      manifests: [
        entry({ os: 'linux', architecture: 'arm64', variant: 'v8' }),
        entry({ os: 'unknown', architecture: 'unknown' }),
        entry({}, { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } }),
        { digest: 'nonsense' },
      ],
    });
    const contents: Record<string, string> = {
      '/v2/a/manifests/list': list,
      '/v2/a/manifests/one': image,
      [`/v2/a/manifests/${encodeURIComponent(sha256(image))}`]: image,
      [`/v2/a/blobs/${sha256(config)}`]: config,
    };
    const at = await bad(({ url = '' }, answer) => {
      const isList = url.endsWith('/list');
      const type = `application/vnd.oci.image.${isList ? 'index' : 'manifest'}.v1+json`;
      answer.writeHead(contents[url] ? 200 : 404, { 'content-type': type }).end(contents[url]);
    });
    const client = clientOf(at);
    const raw = await client.manifest('a', 'list');
    expect(readManifest(raw)).toMatchObject({ kind: 'index', attestations: 2 });
    const expected = {
      platform: 'linux/arm64/v8',
      digest: sha256(image),
      sizeBytes: 100 + config.length,
    };
    for (const reference of ['list', 'one']) {
      const found = await findPlatforms(client, { repository: 'a', reference });
      expect(found.platforms, reference).toEqual([expected]);
    }
    const both = JSON.stringify({ ...JSON.parse(list), ...JSON.parse(image) });
    expect(() => readManifest({ ...raw, bytes: Buffer.from(both) })).toThrow(ContractError);
    expect(() => readManifest({ ...raw, bytes: Buffer.from('{}') })).toThrow(ContractError);
  });
});
