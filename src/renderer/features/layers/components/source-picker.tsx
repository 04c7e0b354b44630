import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { useHosts } from '../../../shared/lib/live-stores.ts';
import { useImages } from '../../../shared/lib/rows.ts';
import { IconButton } from '../../../shared/ui/button.tsx';
import { Segments, Select } from '../../../shared/ui/choice-fields.tsx';
import { Combobox } from '../../../shared/ui/combobox.tsx';
import { ReferenceParts, useReferenceFault } from '../../../shared/ui/reference-parts.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import type { SourceDraft } from '../model/source-draft.ts';
import { sourceName } from '../model/sources.ts';
import { SourcePlace } from './source-name.tsx';
import styles from './source-picker.module.css';

export interface SourcePickerProps {
  readonly draft: SourceDraft;
  readonly onChange: (draft: SourceDraft) => void;
}

type Change = (part: Partial<SourceDraft>) => void;

function ImageField(props: { host: HostId; image: string; change: Change }) {
  const { t } = useTranslation('layers');
  const images = useImages(props.host).data ?? [];
  return (
    <Combobox
      label={t('pick.image')}
      value={props.image}
      onChange={(image) => props.change({ image })}
      suggestions={images.flatMap((image) => image.tags)}
      placeholder="nginx:1.27"
      mono
    />
  );
}

function EngineFields({ draft, change }: { draft: SourceDraft; change: Change }) {
  const { t } = useTranslation('layers');
  const hosts = useHosts() ?? [];
  const host = draft.host ?? hosts[0]?.id;
  if (!host) return <p>{t('pick.noEngine')}</p>;
  return (
    <>
      {hosts.length > 1 ? (
        <Select
          label={t('pick.engine')}
          value={host as string}
          options={hosts.map(({ id, label }) => ({ value: id as string, label }))}
          onChange={(id) => change({ host: id as HostId, image: '' })}
        />
      ) : null}
      <ImageField host={host} image={draft.image} change={(part) => change({ host, ...part })} />
    </>
  );
}

function RegistryFields({ draft, change }: { draft: SourceDraft; change: Change }) {
  const { t } = useTranslation('layers');
  const fault = useReferenceFault(draft.reference);
  return (
    <>
      <TextField
        label={t('pick.reference')}
        value={draft.reference}
        onChange={(reference) => change({ reference })}
        error={fault}
        placeholder="ghcr.io/owner/app:1.2"
        mono
      />
      {fault ? null : <ReferenceParts text={draft.reference} />}
      <TextField
        label={t('pick.platform')}
        value={draft.platform}
        onChange={(platform) => change({ platform })}
        hint={t('pick.platformHint')}
        placeholder="linux/arm64"
        mono
      />
    </>
  );
}

/** Which image is looked into: one of an engine, or one that lies in a registry. */
export function SourcePicker({ draft, onChange }: SourcePickerProps) {
  const { t } = useTranslation('layers');
  const change: Change = (part) => onChange({ ...draft, ...part });
  if (draft.given) {
    const name = sourceName(draft.given);
    return (
      <p className={styles.given}>
        <SourcePlace source={draft.given} />
        {name === '' ? null : <code>{name}</code>}
        <IconButton
          icon={X}
          label={t('pick.other')}
          small
          onClick={() => change({ given: undefined })}
        />
      </p>
    );
  }
  return (
    <div className={styles.fields}>
      <Segments
        label={t('pick.kind')}
        value={draft.kind}
        options={(['image', 'registry'] as const).map((value) => ({
          value,
          label: t(`pick.${value}Kind`),
        }))}
        onChange={(kind) => change({ kind })}
      />
      {draft.kind === 'image' ? (
        <EngineFields draft={draft} change={change} />
      ) : (
        <RegistryFields draft={draft} change={change} />
      )}
    </div>
  );
}
