import { ContractError, type ErrorCode, refuse } from '../../contract/errors.ts';

export function cancelled(): ContractError {
  return refuse('cancelled', 'Stopped before it was done.');
}

const unreachable: ReadonlySet<ErrorCode> = new Set([
  'engine-absent',
  'engine-refused',
  'engine-denied',
  'engine-timeout',
  'engine-gone',
  'not-an-engine',
]);

/** Whether an error is about the way to the engine, not about what was asked of it. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof ContractError && unreachable.has(error.code);
}

/** The engine was lost while something went on; what it was then doing is not known. */
export function isGone(error: unknown): boolean {
  return (
    isUnreachable(error) && !(error instanceof ContractError && error.code === 'not-an-engine')
  );
}
