import { type ContractError, refuse } from '../../contract/errors.ts';

interface Where {
  readonly host: string;
  readonly port: number;
}

const noSuchName = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NONAME', 'EAI_NODATA']);

/** All codes of an error of the network; several addresses may have failed in different ways. */
function codesOf(error: unknown): string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(codesOf);
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? [code] : [];
}

export function nameUnknown(host: string, detail?: string): ContractError {
  return refuse('host-name-unknown', `There is no host named ${host}.`, {
    facts: { host },
    ...(detail === undefined ? {} : { detail }),
  });
}

export function noAnswer({ host, port }: Where, detail?: string): ContractError {
  return refuse('host-unreachable', `${host} does not answer.`, {
    facts: { host, port },
    ...(detail === undefined ? {} : { detail }),
    mend: { kind: 'retry' },
  });
}

export function nobodyListens({ host, port }: Where): ContractError {
  return refuse('host-refused', `Nothing listens at port ${port} of ${host}.`, {
    facts: { host, port },
    mend: { kind: 'retry' },
  });
}

/** What the network said about a connection. */
export function connectProblem(error: unknown, where: Where): ContractError {
  const codes = codesOf(error);
  const detail = codes.join(', ');
  if (codes.some((code) => noSuchName.has(code))) return nameUnknown(where.host, detail);
  // One address that refuses says more than another that is silent.
  if (codes.includes('ECONNREFUSED')) return nobodyListens(where);
  return detail === '' ? noAnswer(where) : noAnswer(where, detail);
}

/** What a host on the way said about a connection that it was asked for. */
export function hopProblem(said: string, where: Where): ContractError {
  if (/unknown host|not known|no address/i.test(said)) return nameUnknown(where.host, said);
  if (/refused/i.test(said)) return nobodyListens(where);
  if (/prohibited/i.test(said)) {
    return refuse('forwarding-forbidden', 'The host on the way forbids to connect onwards.', {
      detail: said,
      facts: { host: where.host, port: where.port },
    });
  }
  return noAnswer(where, said);
}
