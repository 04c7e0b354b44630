import { useEffect, useState } from 'react';
import type { ArchiveContents } from '../../../../contract/archive-contents.ts';
import { type Problem, toProblem } from '../../../../contract/errors.ts';
import { lookIntoFile } from './look-into-file.ts';

export type LookState =
  | { readonly phase: 'none' }
  | { readonly phase: 'looking'; readonly doneBytes: number; readonly skip: () => void }
  /** A person went on without. */
  | { readonly phase: 'skipped' }
  | { readonly phase: 'failed'; readonly problem: Problem }
  | { readonly phase: 'known'; readonly contents: ArchiveContents };

/** Looks into the file that is chosen; another choice or leaving stops it. */
export function useLook(file: File | undefined): LookState {
  const [state, setState] = useState<LookState>({ phase: 'none' });
  useEffect(() => {
    if (!file) return setState({ phase: 'none' });
    const stop = new AbortController();
    const { signal } = stop;
    const skip = () => {
      stop.abort();
      setState({ phase: 'skipped' });
    };
    const tell = (next: LookState) => {
      if (!signal.aborted) setState(next);
    };
    const onBytes = (doneBytes: number) => tell({ phase: 'looking', doneBytes, skip });
    onBytes(0);
    lookIntoFile(file, { signal, onBytes }).then(
      (contents) => tell({ phase: 'known', contents }),
      (error: unknown) => tell({ phase: 'failed', problem: toProblem(error) }),
    );
    return () => stop.abort();
  }, [file]);
  return state;
}
