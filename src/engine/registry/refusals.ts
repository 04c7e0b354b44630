/** What a registry refuses, and what a connection to it says, as a `Problem`. */
import type { IncomingHttpHeaders } from 'node:http';
import { ContractError, refuse } from '../../contract/errors.ts';
import { cancelled, cleanDetail } from '../docker/errors.ts';
import { decodeTlsError } from '../docker/tls-errors.ts';

/** What was asked: the words of a refusal name it. */
export interface Asked {
  readonly registry: string;
  /** The reference, or the repository. */
  readonly name: string;
}

export interface Refused {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The beginning of the body. */
  readonly text: string;
}

/** `reason`: what does not fit. */
export function brokenAnswer(
  reason: 'digest' | 'longer' | 'shorter' | 'too-large' | 'shape',
  detail: string,
): ContractError {
  return refuse('registry-broken', 'What the registry sent contradicts itself.', {
    facts: { reason },
    detail: cleanDetail(detail),
  });
}

export function notARegistry({ registry }: Asked, detail: string): ContractError {
  return refuse('not-a-registry', 'What answers at this address is not a container registry.', {
    facts: { registry },
    detail: cleanDetail(detail),
  });
}

export function unauthorized({ registry, name }: Asked, detail = ''): ContractError {
  return refuse('registry-unauthorized', 'The registry wants a login, or has no such repository.', {
    facts: { registry, name },
    mend: { kind: 'sign-in', registry },
    ...(detail === '' ? {} : { detail: cleanDetail(detail) }),
  });
}

export function loginRefused({ registry }: Pick<Asked, 'registry'>, detail = ''): ContractError {
  return refuse('registry-login-refused', 'The registry does not take this user and password.', {
    facts: { registry },
    mend: { kind: 'sign-in', registry },
    ...(detail === '' ? {} : { detail: cleanDetail(detail) }),
  });
}

export function loginExpired({ registry }: Asked): ContractError {
  return refuse('registry-login-expired', 'The login at the registry has expired.', {
    facts: { registry },
    mend: { kind: 'sign-in', registry },
  });
}

export function plainRefused({ registry }: Asked): ContractError {
  return refuse('registry-insecure', 'The registry speaks without encryption.', {
    facts: { registry },
    mend: { kind: 'trust-plain', registry },
  });
}

/** `Retry-After` in seconds or as a date; else the window of `ratelimit-limit: 100;w=21600`. Null: not said. */
export function secondsLeft(headers: IncomingHttpHeaders, nowMs: number): number | null {
  const retry = headers['retry-after'];
  if (retry !== undefined && /^\d{1,7}$/.test(retry)) return Number(retry);
  const date = retry === undefined ? Number.NaN : Date.parse(retry);
  if (!Number.isNaN(date)) return Math.max(0, Math.ceil((date - nowMs) / 1000));
  const reset = String(headers['ratelimit-reset'] ?? '');
  if (/^\d{1,7}$/.test(reset)) return Number(reset);
  const window = /;\s*w=(\d{1,7})/.exec(String(headers['ratelimit-limit'] ?? ''))?.[1];
  return window === undefined ? null : Number(window);
}

function rateLimited({ headers }: Refused, { registry }: Asked): ContractError {
  const seconds = secondsLeft(headers, Date.now());
  const limit = /^(\d{1,9})/.exec(String(headers['ratelimit-limit'] ?? ''))?.[1];
  return refuse('rate-limited', 'The registry has had too many requests from here.', {
    facts: {
      registry,
      ...(seconds === null ? {} : { seconds, minutes: Math.max(1, Math.ceil(seconds / 60)) }),
      ...(limit === undefined ? {} : { limit: Number(limit) }),
    },
    mend: { kind: 'sign-in', registry },
  });
}

/** `{"errors": [{"code": "MANIFEST_UNKNOWN", "message": …}]}` of the distribution specification. */
function errorsIn(text: string): { readonly codes: readonly string[]; readonly said: string } {
  try {
    const parsed = JSON.parse(text) as { errors?: unknown };
    if (!Array.isArray(parsed.errors)) return { codes: [], said: '' };
    const errors = parsed.errors.slice(0, 5) as { code?: unknown; message?: unknown }[];
    return {
      codes: errors.map((error) => String(error?.code ?? '')),
      said: errors.map((error) => `${error?.code ?? ''}: ${error?.message ?? ''}`).join('; '),
    };
  } catch {
    return { codes: [], said: '' };
  }
}

export const isHtml = ({ headers, text }: Pick<Refused, 'headers' | 'text'>): boolean =>
  /^text\/html\b/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html)\b/i.test(text);

/** What an answer of 400 or more means. */
export function decodeAnswer(refused: Refused, asked: Asked): ContractError {
  const { status, text } = refused;
  const { codes, said } = errorsIn(text);
  if (status === 429 || codes.includes('TOOMANYREQUESTS')) return rateLimited(refused, asked);
  if (status === 401 || codes.includes('DENIED')) return unauthorized(asked, said);
  if (isHtml(refused)) return notARegistry(asked, `${status}: a page of HTML`);
  if (status === 403) return unauthorized(asked, said);
  if (status === 404) {
    const { registry, name } = asked;
    return refuse('manifest-unknown', 'The registry has no such image or tag.', {
      facts: { registry, name },
      ...(said === '' ? {} : { detail: cleanDetail(said) }),
    });
  }
  return refuse('registry-failed', 'The registry could not answer.', {
    facts: { registry: asked.registry, status },
    detail: cleanDetail(said || text),
    mend: { kind: 'retry' },
  });
}

const absent = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNREFUSED']);
const cut = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE']);

export function tooSlow({ registry }: Asked): ContractError {
  return refuse('registry-timeout', 'The registry did not answer in time.', {
    facts: { registry },
    mend: { kind: 'retry' },
  });
}

/** What the system said about the connection. Values that are already ours pass unchanged. */
export function decodeConnection(
  error: unknown,
  asked: Asked,
  signal?: AbortSignal,
): ContractError {
  if (error instanceof ContractError) return error;
  if (signal?.aborted) return cancelled();
  const { registry } = asked;
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  const detail = cleanDetail(error instanceof Error ? error.message : String(error));
  const tls = decodeTlsError(error, detail);
  if (tls?.code === 'not-an-engine') return plainRefused(asked);
  if (tls) {
    const reason = { 'tls-wrong-name': 'name', 'tls-client-certificate': 'client' }[
      tls.code as string
    ];
    return refuse('registry-untrusted', 'Nobody known here vouches for the registry.', {
      facts: { registry, reason: reason ?? String(tls.problem.facts?.reason ?? 'authority') },
      detail: tls.problem.detail ?? detail,
    });
  }
  if (code === 'ETIMEDOUT') return tooSlow(asked);
  if (cut.has(code)) {
    return refuse('registry-gone', 'The connection to the registry was cut.', {
      facts: { registry },
      detail,
      mend: { kind: 'retry' },
    });
  }
  if (code.startsWith('HPE_')) return notARegistry(asked, detail);
  const known = absent.has(code);
  return refuse('registry-unreachable', 'The registry cannot be reached.', {
    facts: { registry },
    ...(known ? { detail: code } : { detail }),
    mend: { kind: 'use-mirror' },
  });
}
