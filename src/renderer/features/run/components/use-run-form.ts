/** What every part of the form needs: the draft, how to change it, and which faults to show. */
import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../contract/errors.ts';
import type { Host } from '../../../../contract/hosts.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { problemText } from '../../../shared/i18n/problem-text.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { useContainers } from '../../../shared/lib/rows.ts';
import { type Store, useStore } from '../../../shared/lib/store.ts';
import { type LocalImage, useLocalImage } from '../api/use-image-config.ts';
import type { Draft } from '../model/draft.ts';
import { failedField } from '../model/failed-field.ts';
import { changeDraft, type FormState } from '../model/form.ts';
import { type Issue, type Issues, issuesOf } from '../model/issues.ts';
import { type TakenPort, takenPorts } from '../model/taken-ports.ts';

export interface RunForm {
  readonly host: Host | undefined;
  readonly hostId: HostId;
  readonly form: Store<FormState>;
  readonly draft: Draft;
  readonly image: LocalImage;
  readonly taken: readonly TakenPort[];
  /** All of them, shown or not. */
  readonly issues: Issues;
  /** The field that the engine refused, as long as it is unchanged. */
  readonly failed: { readonly field: string; readonly problem: Problem } | undefined;
  change(change: Partial<Draft>): void;
  /** The text to show at a field. */
  errorOf(field: string): string | undefined;
}

const Context = createContext<RunForm | undefined>(undefined);
export const RunFormProvider = Context.Provider;

export function useRunForm(): RunForm {
  const form = useContext(Context);
  if (!form) throw new Error('outside of the run form');
  return form;
}

const noRows: never[] = [];

function useIssues(
  host: Host | undefined,
  { draft, leftover }: FormState,
  known: { containers: ReturnType<typeof useContainers>['data']; isLocal: boolean | undefined },
): Issues {
  const { containers = noRows, isLocal } = known;
  const engine = host?.engine;
  return useMemo(
    () =>
      issuesOf(draft, {
        // The next run takes its place.
        containers: containers.filter((row) => row.id !== leftover?.id),
        engineOs: engine?.os ?? 'linux',
        cpuCount: engine?.cpuCount ?? 0,
        imageIsLocal: isLocal,
      }),
    [draft, leftover, containers, engine, isLocal],
  );
}

export function useRunFormOf(hostId: HostId, form: Store<FormState>): RunForm {
  const { t } = useTranslation(['run', 'common']);
  const host = useHost(hostId);
  const state = useStore(form);
  const { draft, touched, tried, failure } = state;
  const image = useLocalImage(hostId, draft.image);
  const { data: containers } = useContainers(hostId);
  const issues = useIssues(host, state, { containers, isLocal: image.isLocal });
  const taken = useMemo(() => takenPorts(containers ?? noRows), [containers]);
  const field = failure && failedField(failure.problem, draft, failure.draft);
  const failed = failure && field ? { field, problem: failure.problem } : undefined;
  const say = ({ key, facts, fault }: Issue) =>
    fault ? t(`common:reference.fault.${fault}`) : t(`run:issue.${key}`, { ...facts });
  return {
    host,
    hostId,
    form,
    draft,
    image,
    taken,
    issues,
    failed,
    change: (change) => changeDraft(form, change),
    errorOf: (at) => {
      const issue = issues.get(at);
      if (issue && (tried || issue.atOnce || touched.has(at))) return say(issue);
      return failed?.field === at ? problemText(failed.problem).sentence : undefined;
    },
  };
}
