/** Binds the keys of all commands, once for the window. */
import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { availableCommands, commandRegistry, runCommand } from '../shared/lib/commands.ts';
import { useCurrentHost } from '../shared/lib/current-host.ts';
import type { Command } from '../shared/lib/feature.ts';
import { useStore } from '../shared/lib/store.ts';

/** A letter typed into a field, a terminal or an open menu is theirs. */
function belongsToField(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    event.isComposing ||
    (target instanceof HTMLElement &&
      (target.isContentEditable ||
        target.closest('input, textarea, select, [role="menu"]') !== null))
  );
}

function handler(command: Command) {
  return (event: KeyboardEvent) => {
    if (!command.whileTyping && belongsToField(event)) return;
    event.preventDefault();
    runCommand(command.id);
  };
}

export function useKeys(): void {
  const registry = useStore(commandRegistry);
  const host = useCurrentHost();
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {};
    for (const command of availableCommands(registry, host !== undefined)) {
      // `?` is typed with Shift on most keyboards, without on some.
      if (command.keys === '?') bindings['Shift+?'] = handler(command);
      if (command.keys) bindings[command.keys] = handler(command);
    }
    // Which keys are a field's own is decided per command, above.
    return tinykeys(window, bindings, { ignore: (event) => event.isComposing });
  }, [registry, host]);
}
