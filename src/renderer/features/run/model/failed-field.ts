/** Where in the form a refusal belongs. Pure. */
import type { Problem } from '../../../../contract/errors.ts';
import type { Draft } from './draft.ts';
import { portNumber } from './spec.ts';

/** The field's address; undefined when the failure is of none. */
export function failedField(problem: Problem, draft: Draft): string | undefined {
  const { facts = {} } = problem;
  switch (problem.code) {
    case 'name-in-use':
      return 'name';
    case 'port-in-use': {
      const row = draft.ports.find((one) => portNumber(one.hostPort) === facts.port);
      return row && `ports.${row.key}.hostPort`;
    }
    case 'bind-source-missing': {
      const row = draft.mounts.find((one) => one.kind === 'bind' && one.source === facts.path);
      return row && `mounts.${row.key}.source`;
    }
    case 'image-not-found':
    case 'manifest-unknown':
    case 'bad-reference':
    case 'registry-unauthorized':
      return 'image';
    case 'platform-unavailable':
      return 'platform';
    case 'network-not-found':
      return 'network';
    case 'executable-not-found':
    case 'executable-not-allowed':
      return draft.entrypoint.trim() === '' ? 'command' : 'entrypoint';
    default:
      return undefined;
  }
}
