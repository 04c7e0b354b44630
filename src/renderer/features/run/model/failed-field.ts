/** Where in the form a refusal belongs. Pure. */
import type { Problem } from '../../../../contract/errors.ts';
import type { Draft } from './draft.ts';
import { portNumber } from './spec.ts';

/**
 * The field's address; undefined when the failure is of none, or when the field was changed since
 * (`asked` is what the engine refused).
 */
export function failedField(problem: Problem, draft: Draft, asked: Draft): string | undefined {
  const { facts = {} } = problem;
  if (problem.code === 'port-in-use') {
    const row = draft.ports.find((one) => portNumber(one.hostPort) === facts.port);
    return row && `ports.${row.key}.hostPort`;
  }
  if (problem.code === 'bind-source-missing') {
    const row = draft.mounts.find((one) => one.kind === 'bind' && one.source.trim() === facts.path);
    return row && `mounts.${row.key}.source`;
  }
  const field = plainField(problem, draft);
  return field && draft[field] === asked[field] ? field : undefined;
}

type PlainField = 'name' | 'image' | 'platform' | 'network' | 'command' | 'entrypoint';

function plainField({ code }: Problem, draft: Draft): PlainField | undefined {
  switch (code) {
    case 'name-in-use':
      return 'name';
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
