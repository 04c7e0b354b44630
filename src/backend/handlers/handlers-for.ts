import type { HandlersOf } from '../../contract/define.ts';
import type { LongshoreContract } from '../../contract/index.ts';

/** The handlers of one domain of the contract. */
export type HandlersFor<D extends keyof LongshoreContract> = HandlersOf<LongshoreContract>[D];
