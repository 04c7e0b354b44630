import { useTranslation } from 'react-i18next';
import { Segments } from '../../../shared/ui/choice-fields.tsx';
import { useExplorer } from './use-explorer.ts';

/** What one layer brings, or what a container would see up to it. */
export function ViewSwitch() {
  const { t } = useTranslation('layers');
  const { view, change } = useExplorer();
  return (
    <Segments
      label={t('view.label')}
      value={view}
      options={(['layer', 'stack'] as const).map((value) => ({
        value,
        label: t(`view.${value}`),
      }))}
      onChange={(next) => change({ view: next === 'layer' ? undefined : next, folder: undefined })}
    />
  );
}
