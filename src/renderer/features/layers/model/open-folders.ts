/** Which folders of the tree are open: none or all, but for some. Pure. */

export interface OpenFolders {
  readonly open: 'none' | 'all';
  readonly except: ReadonlySet<number>;
}

export const allClosed: OpenFolders = { open: 'none', except: new Set() };
export const allOpen: OpenFolders = { open: 'all', except: new Set() };

/** As many as one call may name. Further ones are forgotten first. */
export const mostExceptions = 20_000;

function within(except: Set<number>): Set<number> {
  for (const first of except) {
    if (except.size <= mostExceptions) break;
    except.delete(first);
  }
  return except;
}

/** Opens what is closed and closes what is open, also where a filter has opened it. */
export function toggleFolders(folders: OpenFolders, nodes: readonly number[]): OpenFolders {
  const except = new Set(folders.except);
  for (const node of nodes) {
    if (!except.delete(node)) except.add(node);
  }
  return { ...folders, except: within(except) };
}
