import { useTranslation } from 'react-i18next';
import { Select } from '../../../shared/ui/choice-fields.tsx';
import { NumberField } from '../../../shared/ui/number-field.tsx';
import { useNetworkNames } from '../api/use-choices.ts';
import { PlainField } from './program-section.tsx';
import { Columns, Section, Slot } from './section.tsx';
import { useRunForm } from './use-run-form.ts';

function NetworkField() {
  const { t } = useTranslation('run');
  const { draft, change, errorOf, hostId } = useRunForm();
  const names = useNetworkNames(hostId);
  // One that is gone meanwhile stays chosen: the engine will say so.
  const all =
    names.includes(draft.network) || draft.network === '' ? names : [draft.network, ...names];
  return (
    <Slot field="network">
      <Select
        label={t('network.label')}
        value={draft.network}
        options={[
          { value: '', label: t('network.default') },
          ...all.map((value) => ({ value, label: value })),
        ]}
        onChange={(network) => change({ network })}
        error={errorOf('network')}
      />
    </Slot>
  );
}

export function NetworkSection() {
  const { t } = useTranslation('run');
  return (
    <Section title={t('network.title')}>
      <Columns>
        <NetworkField />
        <PlainField
          field="hostname"
          label={t('hostname.label')}
          placeholder={t('hostname.placeholder')}
        />
      </Columns>
    </Section>
  );
}

/** What the engine does when it ends, and what it may take of the machine. */
export function LimitsSection() {
  const { t } = useTranslation('run');
  const { draft, change, errorOf, host } = useRunForm();
  const engine = host?.engine;
  return (
    <Section title={t('limits.title')}>
      <Columns short>
        <Slot field="restart">
          <Select
            label={t('restart.label')}
            value={draft.restart}
            options={(['no', 'on-failure', 'always', 'unless-stopped'] as const).map((value) => ({
              value,
              label: t(`restart.${value}`),
            }))}
            onChange={(restart) => change({ restart })}
            error={errorOf('restart')}
          />
        </Slot>
        {draft.restart === 'on-failure' ? (
          <Slot field="retries">
            <NumberField
              label={t('restart.retries')}
              value={draft.retries}
              onChange={(retries) => change({ retries })}
              min={0}
              placeholder={t('limits.none')}
            />
          </Slot>
        ) : null}
        <Slot field="memory">
          <NumberField
            label={t('limits.memory')}
            value={draft.memoryMib}
            onChange={(memoryMib) => change({ memoryMib })}
            min={0}
            unit="MiB"
            placeholder={t('limits.none')}
            error={errorOf('memory')}
          />
        </Slot>
        <Slot field="cpus">
          <NumberField
            label={t('limits.cpus')}
            value={draft.cpus}
            onChange={(cpus) => change({ cpus })}
            min={0}
            step={0.5}
            digits={2}
            unit={engine ? t('limits.ofCpus', { count: engine.cpuCount }) : undefined}
            placeholder={t('limits.none')}
            error={errorOf('cpus')}
          />
        </Slot>
      </Columns>
    </Section>
  );
}
