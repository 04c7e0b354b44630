/** Names as engines take them. Pure. */
import type { ContainerSummary } from '../../../../contract/containers.ts';

const valid = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
/** As long as the contract takes. */
const mostCharacters = 255;

export type NameFault = 'same' | 'invalid' | 'taken';

/** Why it cannot become the name of `id`; undefined when nothing speaks against it. */
export function nameFault(
  name: string,
  id: string,
  rows: readonly Pick<ContainerSummary, 'id' | 'name'>[],
): NameFault | undefined {
  const holder = rows.find((row) => row.name === name);
  if (holder?.id === id) return 'same';
  if (!valid.test(name) || name.length > mostCharacters) return 'invalid';
  return holder ? 'taken' : undefined;
}
