/** The other side did not open a channel. Internal: it is always turned into a problem. */
export class OpenRefused extends Error {
  /** RFC 4254 §5.1: 1 prohibited, 2 failed, 3 unknown kind, 4 no resources; 0 it did not say. */
  readonly reason: number;

  constructor(reason: number, said: string) {
    super(said);
    this.reason = reason;
  }
}
