/** What rows are made from: a view of one image, or two images side by side. */
import type { Paths } from '../stack/analysis.ts';

export interface TreeSource {
  readonly paths: Paths;
  /** By node; 0 for what is not in the tree. Other values are those of `changes`. */
  readonly change: Uint8Array;
  readonly sizeBytes: Float64Array;
  /** Files and links are what a filter counts. */
  isFolder(node: number): boolean;
}

/** Which rows are asked for, without the page. */
export interface TreeShape {
  readonly text: string;
  readonly changes: readonly string[];
  readonly minBytes: number;
  readonly sort: 'name' | 'size';
  readonly descending: boolean;
  readonly open: 'none' | 'all';
  readonly except: readonly number[];
}
