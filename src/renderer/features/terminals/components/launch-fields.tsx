import { useTranslation } from 'react-i18next';
import { dockerLine } from '../../../../contract/command-line.ts';
import type { ContainerDetail } from '../../../../contract/containers.ts';
import { useSettings } from '../../../shared/lib/live-stores.ts';
import { Combobox } from '../../../shared/ui/combobox.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import {
  type Launch,
  launchFault,
  type Place,
  shellSuggestions,
  targetOf,
} from '../model/launch.ts';
import { dockerWordsOf } from '../model/terminals.ts';
import styles from './terminals.module.css';

export interface LaunchFieldsProps {
  readonly launch: Launch;
  readonly onChange: (launch: Launch) => void;
  readonly place: Place | undefined;
  readonly name: string;
  /** For what stands there when nothing is typed. */
  readonly detail: ContainerDetail | undefined;
}

export function LaunchFields({ launch, onChange, place, name, detail }: LaunchFieldsProps) {
  const { t } = useTranslation('terminals');
  const { defaultShell } = useSettings();
  const fault = launchFault(launch);
  return (
    <>
      <Combobox
        label={t('launch.command')}
        value={launch.command}
        onChange={(command) => onChange({ ...launch, command })}
        suggestions={[...shellSuggestions]}
        placeholder={defaultShell || t('launch.bestShell')}
        error={fault === 'openQuote' ? t('launch.openQuote') : undefined}
        mono
      />
      <div className={styles.pair}>
        <TextField
          label={t('launch.user')}
          value={launch.user}
          onChange={(user) => onChange({ ...launch, user })}
          placeholder={detail ? detail.user || 'root' : ''}
          mono
        />
        <TextField
          label={t('launch.folder')}
          value={launch.workingDir}
          onChange={(workingDir) => onChange({ ...launch, workingDir })}
          placeholder={detail ? detail.workingDir || '/' : ''}
          error={fault === 'relativeFolder' ? t('launch.relativeFolder') : undefined}
          mono
        />
      </div>
      {place && !fault ? (
        <CommandPreview
          command={dockerLine(dockerWordsOf(targetOf(launch, place), name).slice(1))}
        />
      ) : null}
    </>
  );
}
