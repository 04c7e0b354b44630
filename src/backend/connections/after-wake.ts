import type { ShellPort } from '../../contract/shell.ts';

/** Calls `onWake` each time that the machine was woken. Ends with the signal, or where a shell is never told. */
export async function afterWake(
  shell: ShellPort,
  onWake: () => void,
  signal: AbortSignal,
): Promise<void> {
  for await (const event of shell.desktop.power({}, { signal })) {
    if (event === 'resume') onWake();
  }
}
