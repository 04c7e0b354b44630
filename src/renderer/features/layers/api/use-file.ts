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
  const [count, setCount] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `count` reads it again.
  useEffect(() => {
    const life = new AbortController();
    const { signal } = life;
    setState(preparing);
    const read = async () => {
      // Whoever opens a file has agreed that its layer is read.
      const ask = { analysis, layer, node, below: true, agreed: true };
      for await (const event of api.layers.file(ask, { signal })) {
        if (!signal.aborted) setState(event);
      }
    };
    read().catch((error: unknown) => {
      if (!signal.aborted) setState({ state: 'failed', problem: toProblem(error) });
    });
    return () => life.abort();
  }, [analysis, layer, node, count]);
  const again = useCallback(() => setCount((now) => now + 1), []);
  return { state, again };
}
