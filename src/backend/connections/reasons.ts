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
  'host-gone',
]);

/** What may be gone at the next try, without anybody doing anything here. A refused login is not among them. */
export const worthRetrying: ReadonlySet<ErrorCode> = new Set([
  'engine-absent',
  'engine-refused',
  'engine-timeout',
  'engine-gone',
  'engine-error',
  'host-name-unknown',
  'host-unreachable',
  'host-refused',
  'host-gone',
  'host-socket-absent',
  'login-dropped',
]);

/** What stays as it is until a person does something. */
export const needsPerson: ReadonlySet<ErrorCode> = new Set([
  // A question was answered with "no": asking it again at once would be no question.
  'cancelled',
  'bad-ssh-config',
  'host-key-changed',
  'host-key-revoked',
  'host-key-declined',
  'login-refused',
  'key-unusable',
  'passphrase-wrong',
  'sudo-refused',
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
