/** Why a window cannot get in by trying again: only a new address from the shell helps. */
export class NoSessionError extends Error {
  readonly reason = 'no-session';

  constructor() {
    super('This tab has no session with Longshore.');
    this.name = 'NoSessionError';
  }
}
