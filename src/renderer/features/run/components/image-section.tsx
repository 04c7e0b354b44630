import { useTranslation } from 'react-i18next';
import type { EngineInfo } from '../../../../contract/hosts.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { Select } from '../../../shared/ui/choice-fields.tsx';
import { Combobox } from '../../../shared/ui/combobox.tsx';
import { ReferenceParts } from '../../../shared/ui/reference-parts.tsx';
import { Columns, Section, Slot } from './section.tsx';
import { useRunForm } from './use-run-form.ts';

/** The engines' own names for what images are most often built for. */
const platforms = ['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/386', 'linux/riscv64'];

/** Engines tell their machine's own name for its processor, images are named otherwise. */
const architectures: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  armv7l: 'arm/v7',
  i686: '386',
};

const platformOf = ({ os, architecture }: EngineInfo): string =>
  `${os}/${architectures[architecture] ?? architecture}`;

function useWhere(): string {
  const { t } = useTranslation('run');
  const format = useFormat();
  const { image, draft, issues } = useRunForm();
  const { summary } = image;
  if (summary) {
    const size = format.bytes(summary.sizeBytes);
    return [t('image.here', { size }), image.platform].filter(Boolean).join(' · ');
  }
  if (draft.image.trim() === '' || issues.has('image') || image.isLocal === undefined) return '';
  return t('image.pulled');
}

/** Which image, and where it comes from. */
export function ImageSection() {
  const { t } = useTranslation('run');
  const { draft, change, errorOf, image, host } = useRunForm();
  const where = useWhere();
  const error = errorOf('image');
  return (
    <Section title={t('image.title')}>
      <Slot field="image">
        <Combobox
          label={t('image.label')}
          value={draft.image}
          onChange={(next) => change({ image: next })}
          suggestions={image.names}
          placeholder="repository:tag"
          mono
          error={error}
          hint={where}
        />
      </Slot>
      <ReferenceParts text={draft.image} />
      <Columns>
        <Slot field="pull">
          <Select
            label={t('pull.label')}
            value={draft.pull}
            options={(['missing', 'always', 'never'] as const).map((value) => ({
              value,
              label: t(`pull.${value}`),
            }))}
            onChange={(pull) => change({ pull })}
          />
        </Slot>
        <Slot field="platform">
          <Combobox
            label={t('platform')}
            value={draft.platform}
            onChange={(platform) => change({ platform })}
            suggestions={platforms}
            placeholder={host?.engine ? platformOf(host.engine) : ''}
            mono
            error={errorOf('platform')}
          />
        </Slot>
      </Columns>
    </Section>
  );
}
