import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { dockerWords, shellLine } from '../../../../contract/command-line.ts';
import { Switch } from '../../../shared/ui/choice-fields.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { ReferenceParts, useReferenceFault } from '../../../shared/ui/reference-parts.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import type { useCommit } from '../api/use-commit.ts';
import { useDetail } from '../api/use-detail.ts';
import { isLive, type Target } from '../model/acts.ts';
import styles from './commit.module.css';

/** What such an image is not, and what of this container does not come along. */
function Caution({ target }: { readonly target: Target }) {
  const { t } = useTranslation('containers');
  const { data } = useDetail(target.host, target.id);
  const mounts = data?.mounts.map((mount) => mount.target) ?? [];
  return (
    <div className={styles.caution}>
      <TriangleAlert size={16} aria-hidden />
      <ul>
        <li>{t('commit.blackBox')}</li>
        <li>{t('commit.everything')}</li>
        <li>{t('commit.grows')}</li>
        <li>
          {mounts.length === 0
            ? t('commit.noVolumes')
            : t('commit.volumes', { paths: mounts.slice(0, 5).join(', '), count: mounts.length })}
        </li>
      </ul>
    </div>
  );
}

export interface CommitFieldsProps {
  /** The form's own id, for the button outside of it. */
  readonly id: string;
  readonly target: Target;
  readonly commit: ReturnType<typeof useCommit>;
}

export function CommitFields({ id, target, commit }: CommitFieldsProps) {
  const { t } = useTranslation('containers');
  const { draft, change, spec, fault, ready } = commit;
  const referenceFault = useReferenceFault(draft.reference);
  return (
    <form
      id={id}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) commit.start();
      }}
    >
      <Caution target={target} />
      <TextField
        label={t('commit.reference')}
        value={draft.reference}
        onChange={(reference) => change({ reference })}
        error={referenceFault}
        hint={t('commit.referenceHint')}
        mono
        autoFocus
      />
      {referenceFault || draft.reference === '' ? null : <ReferenceParts text={draft.reference} />}
      <div className={styles.pair}>
        <TextField
          label={t('commit.message')}
          value={draft.message}
          onChange={(message) => change({ message })}
        />
        <TextField
          label={t('commit.author')}
          value={draft.author}
          onChange={(author) => change({ author })}
        />
      </div>
      <TextField
        label={t('commit.changes')}
        value={draft.changes}
        onChange={(changes) => change({ changes })}
        hint={t('commit.changesHint')}
        error={fault ? t(`commit.fault.${fault.fault}`, { line: fault.line }) : undefined}
        // i18n-ignore: an instruction
        placeholder={'CMD ["nginx", "-g", "daemon off;"]'}
        multiline
        rows={3}
        mono
      />
      {isLive(target.state) ? (
        <Switch
          label={t('commit.pause')}
          hint={t('commit.pauseHint')}
          checked={draft.pause}
          onChange={(pause) => change({ pause })}
        />
      ) : null}
      {ready ? (
        <CommandPreview
          command={shellLine(dockerWords.commit(target.name, spec), { secrets: 'shown' })}
        />
      ) : null}
    </form>
  );
}
