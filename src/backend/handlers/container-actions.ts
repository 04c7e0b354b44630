import type { ContainerId, HostId } from '../../contract/ids.ts';
import {
  killContainer,
  pauseContainer,
  removeContainer,
  renameContainer,
  restartContainer,
  startContainer,
  stopContainer,
  unpauseContainer,
} from '../../engine/containers/actions.ts';
import type { Engine } from '../../engine/docker/engine.ts';
import type { Backbone } from '../backbone.ts';
import { recorded } from '../journal/record.ts';
import type { HandlersFor } from './handlers-for.ts';

type Actions = Pick<
  HandlersFor<'containers'>,
  'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill' | 'rename' | 'remove'
>;

interface Target {
  readonly host: HostId;
  readonly id: ContainerId;
}

/**
 * What changes one container. Each is written to the journal, and each runs to its end once begun: a window
 * that goes away must not leave a person wondering whether the stop was sent.
 */
export function containerActions({ hosts, journal }: Backbone): Actions {
  async function act(
    { host, id }: Target,
    what: { action: string; words: (name: string) => string[] },
    work: (engine: Engine) => Promise<void>,
  ): Promise<Record<string, never>> {
    const subject = hosts.get(host).changes.names.of(id);
    const words = ['docker', ...what.words(subject)];
    const entry = { host, action: `containers.${what.action}`, subject, words };
    await recorded(journal, entry, () => hosts.withEngine(host, work));
    return {};
  }
  const time = (seconds: number) => (seconds === 10 ? [] : ['-t', String(seconds)]);

  return {
    start: (input) =>
      act(input, { action: 'start', words: (name) => ['start', name] }, (engine) =>
        startContainer(engine, input.id),
      ),
    stop: (input) =>
      act(
        input,
        { action: 'stop', words: (name) => ['stop', ...time(input.timeoutSeconds), name] },
        (engine) => stopContainer(engine, input),
      ),
    restart: (input) =>
      act(
        input,
        { action: 'restart', words: (name) => ['restart', ...time(input.timeoutSeconds), name] },
        (engine) => restartContainer(engine, input),
      ),
    pause: (input) =>
      act(input, { action: 'pause', words: (name) => ['pause', name] }, (engine) =>
        pauseContainer(engine, input.id),
      ),
    unpause: (input) =>
      act(input, { action: 'unpause', words: (name) => ['unpause', name] }, (engine) =>
        unpauseContainer(engine, input.id),
      ),
    kill: (input) =>
      act(
        input,
        { action: 'kill', words: (name) => ['kill', '-s', input.signal, name] },
        (engine) => killContainer(engine, input),
      ),
    rename: (input) =>
      act(input, { action: 'rename', words: (name) => ['rename', name, input.name] }, (engine) =>
        renameContainer(engine, input),
      ),
    remove: (input) => {
      const flags = [...(input.force ? ['-f'] : []), ...(input.volumes ? ['-v'] : [])];
      return act(input, { action: 'remove', words: (name) => ['rm', ...flags, name] }, (engine) =>
        removeContainer(engine, input),
      );
    },
  };
}
