import { useSettings } from '../../lib/live-stores.ts';

/** The same numbers as `--row` in tokens.css: virtual rows need them before they are drawn. */
const heights = { compact: 28, normal: 32, comfortable: 36 } as const;

export const useRowHeight = (): number => heights[useSettings().density];
