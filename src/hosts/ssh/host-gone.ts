import type { Problem } from '../../contract/errors.ts';
import { plainText } from './plain-text.ts';

/** The login has ended, and not by us. */
export function hostGone(detail = ''): Problem {
  return {
    code: 'host-gone',
    message: 'The connection to the host was cut.',
    ...(detail === '' ? {} : { detail: plainText(detail) }),
    mend: { kind: 'retry' },
  };
}
