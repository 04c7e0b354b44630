import type { WasteMend } from '../../../contract/layers.ts';
import type { Analysis } from '../stack/analysis.ts';
import type { Account } from './waste.ts';

export function mendsOf(_analysis: Analysis, _account: Account): WasteMend[] {
  return [];
}
