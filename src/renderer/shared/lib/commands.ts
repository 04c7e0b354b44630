/**
 * One registry of commands for the palette, the keys, `?` and the menus: those of the features, and
 * those that exist only while their screen is mounted.
 */
import { useEffect } from 'react';
import type { ActionContext, Command } from './feature.ts';
import { createStore } from './store.ts';

interface Registry {
  readonly fixed: readonly Command[];
  readonly mounted: readonly (readonly Command[])[];
}

const registry = createStore<Registry>({ fixed: [], mounted: [] });
let context: () => ActionContext = () => ({ host: undefined, go: () => {} });

export const commandRegistry = registry;

/** What the app starts with: the features' commands and how a command reaches the app. */
export function installCommands(fixed: readonly Command[], reach: () => ActionContext): void {
  context = reach;
  registry.set((now) => ({ ...now, fixed }));
}

/** All that can be run now; a mounted command wins over a fixed one of the same id. */
export function availableCommands(now: Registry, hasHost: boolean): readonly Command[] {
  const byId = new Map<string, Command>();
  for (const command of [...now.fixed, ...now.mounted.flat()]) byId.set(command.id, command);
  return [...byId.values()].filter((command) => hasHost || !command.needsHost);
}

/** Runs a command by id; false when it does not exist (now). */
export function runCommand(id: string): boolean {
  const reach = context();
  const commands = availableCommands(registry.get(), reach.host !== undefined);
  const command = commands.find((one) => one.id === id);
  command?.run(reach);
  return command !== undefined;
}

/** Commands that exist while the component is mounted. Give a stable array (`useMemo`). */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    registry.set((now) => ({ ...now, mounted: [...now.mounted, commands] }));
    return () =>
      registry.set((now) => ({ ...now, mounted: now.mounted.filter((one) => one !== commands) }));
  }, [commands]);
}
