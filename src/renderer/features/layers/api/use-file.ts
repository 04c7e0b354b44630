/** One file's content, read from its layer again; with what stands below it. */
import { useCallback, useEffect, useState } from 'react';
import { type Problem, toProblem } from '../../../../contract/errors.ts';
import type { AnalysisId } from '../../../../contract/ids.ts';
import type { FileEvent } from '../../../../contract/layers.ts';
import { api } from '../../../shared/lib/client.ts';

export type FileState = FileEvent | { readonly state: 'failed'; readonly problem: Problem };

export interface FileAsk {
  readonly analysis: AnalysisId;
  readonly layer: number;
  readonly node: number;
}

const preparing: FileState = { state: 'preparing' };

export function useFile({ analysis, layer, node }: FileAsk) {
  const [state, setState] = useState<FileState>(preparing);
  const [run, setRun] = useState({ agreed: false, count: 0 });
  useEffect(() => {
    const life = new AbortController();
    const { signal } = life;
    setState(preparing);
    const read = async () => {
      const ask = { analysis, layer, node, below: true, agreed: run.agreed };
      for await (const event of api.layers.file(ask, { signal })) {
        if (!signal.aborted) setState(event);
      }
    };
    read().catch((error: unknown) => {
      if (!signal.aborted) setState({ state: 'failed', problem: toProblem(error) });
    });
    return () => life.abort();
  }, [analysis, layer, node, run]);
  const again = useCallback(
    () => setRun(({ agreed, count }) => ({ agreed, count: count + 1 })),
    [],
  );
  /** Bytes may travel, for this file and those that are opened after it. */
  const agree = useCallback(() => setRun(({ count }) => ({ agreed: true, count: count + 1 })), []);
  return { state, again, agree };
}
