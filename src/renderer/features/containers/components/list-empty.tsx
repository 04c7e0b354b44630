import { Box, Play, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Host } from '../../../../contract/hosts.ts';
import { commandRegistry, runCommand } from '../../../shared/lib/commands.ts';
import { useFeatures } from '../../../shared/lib/feature.ts';
import { useStoreValue } from '../../../shared/lib/store.ts';
import { useActionContext } from '../../../shared/lib/use-mend.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { isFiltered, type ListView } from '../model/list-view.ts';

/** True where this build can run a new container. */
export const useCanRun = (): boolean =>
  useStoreValue(commandRegistry, ({ fixed, mounted }) =>
    [...fixed, ...mounted.flat()].some((command) => command.id === 'run.open'),
  );

export interface ListEmptyProps {
  readonly host: Host;
  readonly view: ListView;
  readonly onChange: (part: Partial<ListView>) => void;
}

/** Empty by a filter: which, and one click to clear it. */
export function FilteredEmpty(
  props: Omit<ListEmptyProps, 'host'> & { readonly hosts?: readonly string[] },
) {
  const { t } = useTranslation(['containers', 'common']);
  const { view, onChange, hosts = [] } = props;
  const parts = [
    ...(view.text.trim() === '' ? [] : [t('empty.text', { text: view.text.trim() })]),
    ...view.states.map((state) => t(`common:state.${state}`)),
    ...(view.ids.length === 0 ? [] : [t('onlyThese', { count: view.ids.length })]),
    ...hosts,
  ];
  return (
    <EmptyState
      icon={Box}
      title={t('empty.filtered')}
      action={
        <Button icon={X} onClick={() => onChange({ text: '', states: [], ids: [], hosts: [] })}>
          {t('empty.clear')}
        </Button>
      }
    >
      {t('empty.filter', { filter: parts.join(t('empty.joint')) })}
    </EmptyState>
  );
}

/** Empty by a filter, or at all: what this is, and the first step. */
export function ListEmpty({ host, view, onChange }: ListEmptyProps) {
  const { t } = useTranslation(['containers', 'common']);
  const canRun = useCanRun();
  const { rail } = useFeatures();
  const { go } = useActionContext();
  if (isFiltered(view)) return <FilteredEmpty view={view} onChange={onChange} />;
  const images = rail.find((item) => item.id === 'images');
  return (
    <EmptyState
      icon={Box}
      title={t('empty.title', { host: host.label })}
      action={
        <>
          {canRun ? (
            <Button tone="primary" icon={Play} onClick={() => runCommand('run.open')}>
              {t('run')}
            </Button>
          ) : null}
          {images ? (
            <Button
              icon={images.icon}
              onClick={() => go(`/host/${encodeURIComponent(host.id)}/${images.path}`)}
            >
              {t('empty.images')}
            </Button>
          ) : null}
        </>
      }
    >
      {t('empty.body')}
    </EmptyState>
  );
}
