import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox, Select } from '../../../shared/ui/choice-fields.tsx';
import { Combobox } from '../../../shared/ui/combobox.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { useVolumeNames } from '../api/use-choices.ts';
import { type MountRow, newMount } from '../model/draft.ts';
import { type RowList, rowsOf } from '../model/form.ts';
import { AddRow, addAndFocus, RowFrame, RowHead } from './row-frame.tsx';
import styles from './rows.module.css';
import { Section, Slot } from './section.tsx';
import { useRunForm } from './use-run-form.ts';

interface MountLineProps {
  readonly row: MountRow;
  readonly number: number;
  readonly rows: RowList<'mounts'>;
  readonly volumes: readonly string[];
  readonly targets: readonly string[];
  readonly sourceError: string | undefined;
  readonly targetError: string | undefined;
}

function Source({ row, rows, volumes, sourceError }: MountLineProps) {
  const { t } = useTranslation('run');
  const change = (source: string) => rows.change(row.key, { source });
  const frame = {
    labelHidden: true,
    mono: row.source !== '' || row.kind === 'bind',
    value: row.source,
    onChange: change,
  };
  if (row.kind === 'volume') {
    return (
      <Combobox
        {...frame}
        label={t('mounts.volume')}
        suggestions={volumes}
        placeholder={t('mounts.anonymous')}
        error={sourceError}
      />
    );
  }
  if (row.kind === 'bind') {
    return (
      <TextField
        {...frame}
        label={t('mounts.hostPath')}
        placeholder="/srv/data"
        error={sourceError}
      />
    );
  }
  return (
    <TextField
      {...frame}
      value=""
      label={t('mounts.source')}
      placeholder={t('mounts.memory')}
      disabled
    />
  );
}

const MountLine = memo(function MountLine(props: MountLineProps) {
  const { t } = useTranslation('run');
  const { row, rows, number } = props;
  const at = `mounts.${row.key}`;
  return (
    <RowFrame
      name={t('mounts.row', { number })}
      kind="mount"
      remove={{ label: t('mounts.remove', { number }), run: () => rows.replace(row.key) }}
    >
      <Slot field={`${at}.kind`}>
        <Select
          label={t('mounts.kind')}
          labelHidden
          value={row.kind}
          options={(['volume', 'bind', 'tmpfs'] as const).map((value) => ({
            value,
            label: t(`mounts.kinds.${value}`),
          }))}
          onChange={(kind) => rows.change(row.key, { kind })}
        />
      </Slot>
      <Slot field={`${at}.source`}>
        <Source {...props} />
      </Slot>
      <Slot field={`${at}.target`}>
        <Combobox
          label={t('mounts.target')}
          labelHidden
          mono
          value={row.target}
          onChange={(target) => rows.change(row.key, { target })}
          suggestions={props.targets}
          placeholder="/data"
          error={props.targetError}
        />
      </Slot>
      <div className={styles.readOnly}>
        <Checkbox
          label={t('mounts.readOnly')}
          checked={row.readOnly}
          onChange={(readOnly) => rows.change(row.key, { readOnly })}
        />
      </div>
    </RowFrame>
  );
});

/** What of the container's files lives elsewhere: volumes, folders of the machine, memory. */
export function MountsSection() {
  const { t } = useTranslation('run');
  const { draft, form, image, errorOf, hostId } = useRunForm();
  const volumes = useVolumeNames(hostId);
  const rows = useMemo(() => rowsOf(form, 'mounts'), [form]);
  const targets = image.config?.volumes ?? [];
  const addFor = (target: string) => {
    const row = newMount({ target });
    addAndFocus(() => rows.add(row), `mounts.${row.key}.${target === '' ? 'kind' : 'source'}`);
  };
  const offers = targets
    .filter((target) => !draft.mounts.some((row) => row.target === target))
    .map((label) => ({ label, run: () => addFor(label) }));
  return (
    <Section title={t('mounts.title')} hint={offers.length > 0 ? t('mounts.declared') : undefined}>
      {draft.mounts.length > 0 ? (
        <RowHead kind="mount" names={[t('mounts.kind'), t('mounts.source'), t('mounts.target')]} />
      ) : null}
      {draft.mounts.map((row, index) => (
        <MountLine
          key={row.key}
          row={row}
          number={index + 1}
          rows={rows}
          volumes={volumes}
          targets={targets}
          sourceError={errorOf(`mounts.${row.key}.source`)}
          targetError={errorOf(`mounts.${row.key}.target`)}
        />
      ))}
      <AddRow
        label={t('mounts.add')}
        onAdd={() => addFor('')}
        offers={offers}
        offersLabel={t('mounts.offers')}
      />
    </Section>
  );
}
