/** What the log's toolbar shows and changes. */
import type { ContainerTabProps } from '../../../shared/lib/feature.ts';
import type { LogSession } from '../api/log-session.ts';
import type { LogView } from '../model/log-options.ts';
import type { Since } from '../model/since.ts';

export interface Streams {
  readonly stdout: boolean;
  readonly stderr: boolean;
}

export interface LogControls extends ContainerTabProps {
  readonly name: string;
  readonly session: LogSession;
  readonly view: LogView;
  readonly since: Since | undefined;
  readonly streams: Streams;
  readonly following: boolean;
  readonly query: string;
  readonly current: number | undefined;
  readonly onQuery: (query: string) => void;
  readonly onNext: (backwards: boolean) => void;
  readonly onView: (view: LogView) => void;
  readonly onSince: (since: Since | undefined) => void;
  readonly onStreams: (streams: Streams) => void;
  readonly onFollowing: (following: boolean) => void;
}
