/** From what an engine or a socket says to a `Problem`: the one place where their texts are read. */
import { ContractError, type Problem, refuse } from '../../contract/errors.ts';
import { refusalRules } from './error-table.ts';
import type { Refusal } from './refusal.ts';
import { decodeTlsError } from './tls-errors.ts';

/** An engine's text can quote a whole request; a screen needs its beginning. */
const detailLimit = 2000;

/** What is shown of an engine's words: shortened, on one paragraph, without the password of an address. */
export function cleanDetail(text: string): string {
  const masked = text.trim().replace(/(:\/\/)[^/\s:@]+:[^/\s@]+@/g, '$1***@');
  return masked.length > detailLimit ? `${masked.slice(0, detailLimit)}…` : masked;
}

/** `{"message": …}` of Docker, `{"cause", "message"}` of Podman, or plain text. */
export function refusalText(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) {
      const { message, cause } = parsed as { message?: unknown; cause?: unknown };
      if (typeof message === 'string' && message !== '') return message;
      if (typeof cause === 'string') return cause;
    }
  } catch {
    // Not JSON: a proxy's page, or an old engine's plain text.
  }
  return body;
}

function fallback({ status, text, about }: Refusal): Omit<Problem, 'detail'> {
  const name = about?.name ?? about?.id;
  const facts = name === undefined ? {} : { facts: { name } };
  if (status === 404) {
    const image = about?.operation.startsWith('image-') === true;
    return {
      code: image ? 'image-not-found' : 'not-found',
      message: `${name ?? 'The object'} does not exist on this engine.`,
      ...facts,
    };
  }
  if (status === 400 || status === 406 || status === 422) {
    return { code: 'bad-parameter', message: 'The engine calls this request invalid.', ...facts };
  }
  if (status === 501 || /not (yet )?(implemented|supported)/i.test(text)) {
    return { code: 'not-supported', message: 'This engine cannot do that.', ...facts };
  }
  return { code: 'engine-error', message: 'The engine refused.', ...facts };
}

/** What an engine refused, decoded by the table; never throws, always says something. */
export function decodeRefusal(refusal: Refusal): ContractError {
  const text = refusalText(refusal.text);
  const detail = cleanDetail(text);
  const operation = refusal.about?.operation ?? '';
  for (const rule of refusalRules) {
    if (rule.operations !== undefined && !rule.operations.test(operation)) continue;
    if (rule.status !== undefined && rule.status !== refusal.status) continue;
    for (const pattern of rule.patterns) {
      const match = pattern.exec(text);
      if (match === null) continue;
      const said = rule.say(match.groups ?? {}, refusal.about);
      return new ContractError({ code: rule.code, detail, ...said });
    }
  }
  return new ContractError({ ...fallback({ ...refusal, text }), detail });
}

const gone = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE']);
const absent = new Set(['ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const denied = new Set(['EACCES', 'EPERM']);

/** What the system said about the connection itself. Values that are already ours pass unchanged. */
export function decodeSocketError(error: unknown): ContractError {
  if (error instanceof ContractError) return error;
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  const detail = cleanDetail(error instanceof Error ? error.message : String(error));
  const tls = decodeTlsError(error, detail);
  if (tls !== undefined) return tls;
  if (absent.has(code)) {
    return refuse('engine-absent', 'Nothing answers at this address: is an engine installed?', {
      detail,
      mend: { kind: 'install-engine' },
    });
  }
  if (code === 'ECONNREFUSED') {
    return refuse('engine-refused', 'The address exists, but no engine accepts: is it started?', {
      detail,
      mend: { kind: 'retry' },
    });
  }
  if (denied.has(code)) {
    return refuse('engine-denied', 'This user may not open the engine’s socket.', { detail });
  }
  if (code === 'ETIMEDOUT') return timedOut(detail);
  if (code.startsWith('HPE_')) return notAnEngine(detail);
  if (gone.has(code)) {
    return refuse('engine-gone', 'The connection to the engine was cut.', {
      detail,
      mend: { kind: 'retry' },
    });
  }
  return refuse('engine-refused', 'The engine could not be reached.', {
    detail,
    mend: { kind: 'retry' },
  });
}

export function timedOut(detail: string): ContractError {
  return refuse('engine-timeout', 'The engine did not answer in time.', {
    detail,
    mend: { kind: 'retry' },
  });
}

export function notAnEngine(detail: string): ContractError {
  return refuse('not-an-engine', 'What answers at this address is not a container engine.', {
    detail: cleanDetail(detail),
  });
}

export function cancelled(): ContractError {
  return refuse('cancelled', 'Stopped on request.');
}
