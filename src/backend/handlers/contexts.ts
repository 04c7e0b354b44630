import { listContexts } from '../../hosts/contexts/list-contexts.ts';
import {
  chooseContext,
  createContext,
  removeContext,
  setContextAside,
  updateContext,
} from '../../hosts/contexts/write-contexts.ts';
import type { Surroundings } from '../../hosts/found-host.ts';
import type { Backbone } from '../backbone.ts';
import { recorded } from '../journal/record.ts';
import type { HandlersFor } from './handlers-for.ts';

/** The Docker CLI's own store: read anew each time, because the CLI writes it too. */
export function contextHandlers(
  { hosts, journal }: Backbone,
  around: Surroundings,
): HandlersFor<'contexts'> {
  /** Writes it down, and lets the list of hosts follow. */
  async function changing<T>(words: readonly [string, string], work: () => Promise<T>): Promise<T> {
    const [verb, subject] = words;
    const command = ['docker', 'context', verb, subject];
    const act = { host: null, action: `contexts.${verb}`, subject, words: command };
    const result = await recorded(journal, act, work);
    await hosts.refresh();
    return result;
  }

  return {
    async list() {
      const { decidedBy } = await listContexts(around);
      const env = { ...around.env, DOCKER_HOST: undefined, DOCKER_CONTEXT: undefined };
      const { contexts, broken, current } = await listContexts({ ...around, env });
      return {
        contexts: contexts.map(({ name, description, address, tlsFiles }) => ({
          ...{ name, description, address },
          tls: tlsFiles.length > 0,
        })),
        broken: [...broken],
        current,
        overriddenBy: decidedBy === 'config' || decidedBy === 'nothing' ? null : decidedBy,
      };
    },
    async create({ name, ...content }) {
      await changing(['create', name], () => createContext(around, name, content));
      return {};
    },
    async update({ name, ...change }) {
      await changing(['update', name], () => updateContext(around, name, change));
      return {};
    },
    async remove({ name }) {
      await changing(['rm', name], () => removeContext(around, name));
      return {};
    },
    async use({ name }) {
      await changing(['use', name], () => chooseContext(around, name));
      return {};
    },
    setAside: async ({ id }) => {
      const keptAs = await setContextAside(around, id);
      await hosts.refresh();
      return { keptAs };
    },
  };
}
