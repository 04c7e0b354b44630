import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../../contract/errors.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { Segments, Select } from '../../../shared/ui/choice-fields.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { useRemoval, useRemovalPlan } from '../api/use-removal.ts';
import { ages, type CleanUp, scopeOf } from '../model/clean-up.ts';
import { removeCommand } from '../model/commands.ts';
import { going, plannedTargets } from '../model/removal.ts';
import formStyles from './form.module.css';
import styles from './removal.module.css';
import { RemovalButtons } from './removal-buttons.tsx';
import { RemovalItems, RemovalSum } from './removal-items.tsx';

interface FieldsProps {
  readonly choice: CleanUp;
  readonly onChange: (part: Partial<CleanUp>) => void;
}

function Fields({ choice, onChange }: FieldsProps) {
  const { t } = useTranslation('images');
  return (
    <>
      <Segments
        label={t('prune.what')}
        value={choice.kind}
        options={(['dangling', 'unused'] as const).map((value) => ({
          ...{ value, label: t(`prune.kind.${value}`) },
        }))}
        onChange={(kind) => onChange({ kind })}
      />
      <p className={formStyles.note}>{t(`prune.about.${choice.kind}`)}</p>
      <div className={formStyles.pair}>
        <Select
          label={t('prune.age')}
          value={choice.age}
          options={ages.map((value) => ({ value, label: t(`prune.ages.${value}`) }))}
          onChange={(age) => onChange({ age })}
        />
        <TextField
          label={t('prune.label')}
          value={choice.label}
          onChange={(label) => onChange({ label })}
          // i18n-ignore: a label
          placeholder="com.example.team=web"
          mono
        />
      </div>
    </>
  );
}

export interface PruneDialogProps {
  readonly host: HostId;
  readonly onClose: () => void;
}

/** Cleans up images that nothing uses: the exact list and its bytes, then exactly that list. */
export function PruneDialog({ host, onClose }: PruneDialogProps) {
  const { t } = useTranslation('images');
  const [choice, setChoice] = useState<CleanUp>({ kind: 'dangling', age: 'any', label: '' });
  // Rounded by the choice, not by the moment: it must not ask anew with every render.
  const [nowMs] = useState(() => Date.now());
  const scope = useMemo(() => scopeOf(choice, nowMs), [choice, nowMs]);
  const removal = useRemoval(host);
  const asked = useRemovalPlan({ host, scope }, removal.phase === 'asking');
  const plan = removal.plan ?? asked.data;
  const shown = useHost(host);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('prune.title')}
      host={shown}
      dismissible
      footer={<RemovalButtons plan={plan} removal={removal} onClose={onClose} />}
    >
      <div className={formStyles.form}>
        {removal.phase === 'asking' ? (
          <Fields choice={choice} onChange={(part) => setChoice((now) => ({ ...now, ...part }))} />
        ) : null}
        {plan && plan.items.length > 0 ? (
          <div className={styles.body}>
            <RemovalSum plan={plan} removal={removal} />
            <RemovalItems plan={plan} removal={removal} />
            {removal.phase === 'asking' ? (
              <>
                <p className={formStyles.note}>{t('prune.lastUse')}</p>
                <CommandPreview command={removeCommand(plannedTargets(going(plan)), false)} />
              </>
            ) : null}
          </div>
        ) : plan ? (
          <p role="status">{t('prune.nothing')}</p>
        ) : asked.error ? (
          <ProblemView problem={toProblem(asked.error)} onRetry={() => void asked.refetch()} />
        ) : (
          <Skeleton lines={4} />
        )}
      </div>
    </Dialog>
  );
}
