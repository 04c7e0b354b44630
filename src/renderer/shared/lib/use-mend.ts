/** The button that mends a failure: the screen's own way first, then the app's table. */
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Mend, toProblem } from '../../../contract/errors.ts';
import type { HostId } from '../../../contract/ids.ts';
import { currentHost } from './current-host.ts';
import { type ActionContext, useFeatures } from './feature.ts';
import { notify } from './notices.ts';

export interface MendWays {
  /** The host of the failure; the one on screen when absent. */
  readonly host?: HostId | undefined;
  readonly onRetry?: (() => void) | undefined;
  readonly onMend?:
    | { readonly [K in Mend['kind']]?: (mend: Extract<Mend, { kind: K }>) => void }
    | undefined;
}

export interface MendButton {
  readonly label: string;
  readonly run: () => void;
}

/** What a command or mend may reach, for the host on screen. */
export function useActionContext(): ActionContext {
  const router = useRouter();
  return {
    host: currentHost.get(),
    go: (path) => void router.history.push(path),
  };
}

export function useMend(mend: Mend | undefined, ways: MendWays): MendButton | undefined {
  const { t } = useTranslation('errors');
  const { mends } = useFeatures();
  const around = useActionContext();
  const context = { ...around, host: ways.host ?? around.host };
  if (!mend) return undefined;
  const label = t(`mend.${mend.kind}`, { ...mend });
  // Each table is keyed by the mend's own kind, which the compiler cannot follow through a union.
  const local = ways.onMend?.[mend.kind] as ((mend: Mend) => void) | undefined;
  if (local) return { label, run: () => local(mend) };
  if (mend.kind === 'retry') return ways.onRetry ? { label, run: ways.onRetry } : undefined;
  const shared = mends[mend.kind] as
    | { run(mend: Mend, context: ActionContext): void | Promise<void> }
    | undefined;
  if (!shared) return undefined;
  return {
    label,
    run: () => {
      Promise.resolve(shared.run(mend, context)).then(ways.onRetry, (error: unknown) => {
        notify({ tone: 'failed', title: label, problem: toProblem(error) });
      });
    },
  };
}
