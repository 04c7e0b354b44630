/** Internal: always turned into a problem, with the stage that it belongs to. */
export class SshEnded extends Error {
  readonly exitCode: number | null;
  readonly printed: string;

  constructor(exitCode: number | null, printed: string) {
    super('ssh has ended');
    this.exitCode = exitCode;
    this.printed = printed;
  }
}
