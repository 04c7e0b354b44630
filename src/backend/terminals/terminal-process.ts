import type { TerminalSize } from '../../contract/terminals.ts';

/** What runs behind a terminal: an exec, or the main process of a container. */
export interface TerminalProcess {
  readonly command: string;
  readonly user: string;
  readonly tty: boolean;
  /** Ends with the process or the connection; throws why it was cut. */
  readonly output: AsyncIterable<Uint8Array>;
  write(chunk: Uint8Array): Promise<void>;
  resize(size: TerminalSize): Promise<void>;
  /** After the output has ended. Null when nobody knows. */
  exitCode(): Promise<number | null>;
  /** Ends an exec's process; detaches from a main process, which goes on. Throws when it could not be ended. */
  end(): Promise<void>;
}
