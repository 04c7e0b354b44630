/** One analysis as a screen follows it: how far it is, what it asks, what came of it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Problem, toProblem } from '../../../../contract/errors.ts';
import type { AnalysedImage, AnalysisEvent, LayerSource } from '../../../../contract/layers.ts';
import { api, isLinkLoss } from '../../../shared/lib/client.ts';
import { readSource, writeSource } from '../../../shared/lib/layer-address.ts';

export type AnalysisState =
  | AnalysisEvent
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'stopped' };

export interface Analysis {
  readonly state: AnalysisState;
  readonly image: AnalysedImage | undefined;
  /** Goes on where bytes must travel. */
  readonly agree: () => void;
  readonly again: () => void;
  readonly stop: () => void;
  /** The backend let it go: it is read anew by itself. */
  readonly renew: () => void;
}

/** One that is let go at once after it was read anew is not read for ever. */
const renewPauseMs = 10_000;
/** Each waits for the link by itself, at most 15 s. */
const mostLinks = 4;

interface Order {
  readonly source: LayerSource;
  readonly agreed: boolean;
  readonly signal: AbortSignal;
}

async function follow(order: Order, tell: (state: AnalysisState) => void): Promise<void> {
  const { source, agreed, signal } = order;
  for (let link = 1; ; link += 1) {
    try {
      for await (const event of api.layers.analyse({ source, agreed }, { signal })) {
        if (signal.aborted) return;
        tell(event);
      }
      return;
    } catch (error) {
      if (signal.aborted) return;
      // The analysis goes on in the backend, or begins again from what it remembers.
      if (isLinkLoss(error) && link < mostLinks) continue;
      tell({ state: 'failed', problem: toProblem(error) });
      return;
    }
  }
}

const preparing: AnalysisState = { state: 'preparing' };

/** `undefined`: nothing is analysed yet. */
export function useAnalysis(source: LayerSource | undefined): Analysis {
  const key = source ? writeSource(source) : '';
  const [run, setRun] = useState({ key, agreed: false, count: 0 });
  const [told, setTold] = useState({ key, state: preparing });
  // What was told of another source is not shown as if it were this one's.
  const state = told.key === key ? told.state : preparing;
  const life = useRef(new AbortController());
  const renewedMs = useRef(Number.NEGATIVE_INFINITY);
  // What was agreed to for one source is not agreed to for another.
  const agreed = run.agreed && run.key === key;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `run.count` begins it anew.
  useEffect(() => {
    const asked = readSource(key);
    if (!asked) return;
    const own = new AbortController();
    life.current = own;
    const tell = (next: AnalysisState) => setTold({ key, state: next });
    tell(preparing);
    void follow({ source: asked, agreed, signal: own.signal }, tell);
    return () => own.abort();
  }, [key, agreed, run.count]);

  const again = useCallback(() => setRun((now) => ({ ...now, count: now.count + 1 })), []);
  const agree = useCallback(
    () => setRun((now) => ({ key, agreed: true, count: now.count + 1 })),
    [key],
  );
  const stop = useCallback(() => {
    life.current.abort();
    setTold({ key, state: { state: 'stopped' } });
  }, [key]);
  const renew = useCallback(() => {
    const now = performance.now();
    if (now - renewedMs.current < renewPauseMs) return;
    renewedMs.current = now;
    again();
  }, [again]);
  const image = state.state === 'done' ? state.image : undefined;
  return { state, image, agree, again, stop, renew };
}
