/** A copied command as the reference that it is about. Pure. */

const pullLine = /^\s*(?:\$\s*)?(?:sudo\s+)?(?:docker|podman|nerdctl)(?:\s+image)?\s+pull\s+(.+)$/;

/** `docker pull -q redis:7` is `redis:7`; null for what is no such command. */
export function referenceInCommand(text: string): string | null {
  const [, rest] = pullLine.exec(text.trim()) ?? [];
  return rest?.split(/\s+/).findLast((word) => !word.startsWith('-')) ?? null;
}
