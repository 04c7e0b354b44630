import { dockerWords } from '../../contract/command-line.ts';
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
import { changing } from '../journal/record.ts';
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
    const words = what.words(subject);
    const entry = { host, action: `containers.${what.action}`, subject, words };
    await changing({ hosts, journal }, entry, () => hosts.withEngine(host, work));
    return {};
  }

  return {
    start: (input) =>
      act(input, { action: 'start', words: dockerWords.start }, (engine) =>
        startContainer(engine, input.id),
      ),
    stop: (input) =>
      act(
        input,
        { action: 'stop', words: (name) => dockerWords.stop(name, input.timeoutSeconds) },
        (engine) => stopContainer(engine, input),
      ),
    restart: (input) =>
      act(
        input,
        { action: 'restart', words: (name) => dockerWords.restart(name, input.timeoutSeconds) },
        (engine) => restartContainer(engine, input),
      ),
    pause: (input) =>
      act(input, { action: 'pause', words: dockerWords.pause }, (engine) =>
        pauseContainer(engine, input.id),
      ),
    unpause: (input) =>
      act(input, { action: 'unpause', words: dockerWords.unpause }, (engine) =>
        unpauseContainer(engine, input.id),
      ),
    kill: (input) =>
      act(
        input,
        { action: 'kill', words: (name) => dockerWords.kill(name, input.signal) },
        (engine) => killContainer(engine, input),
      ),
    rename: (input) =>
      act(
        input,
        { action: 'rename', words: (name) => dockerWords.rename(name, input.name) },
        (engine) => renameContainer(engine, input),
      ),
    remove: (input) =>
      act(input, { action: 'remove', words: (name) => dockerWords.remove(name, input) }, (engine) =>
        removeContainer(engine, input),
      ),
  };
}
