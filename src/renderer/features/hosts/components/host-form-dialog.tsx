import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../contract/errors.ts';
import type { Host, HostEntry, HostSuggestion } from '../../../../contract/hosts.ts';
import { problemText } from '../../../shared/i18n/problem-text.ts';
import { api } from '../../../shared/lib/client.ts';
import { useFeatures } from '../../../shared/lib/feature.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Checkbox } from '../../../shared/ui/choice-fields.tsx';
import { FormDialog } from '../../../shared/ui/form-dialog.tsx';
import { Mono } from '../../../shared/ui/text.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { suggestionsQuery } from '../api/suggestions.ts';
import { closeHostForm, filesFor, labelFrom } from '../model/host-form.ts';
import { ColourField } from './colour-field.tsx';
import styles from './hosts.module.css';

function Suggestions(props: { readonly onPick: (suggestion: HostSuggestion) => void }) {
  const { t } = useTranslation('hosts');
  const { data = [] } = useQuery(suggestionsQuery);
  if (data.length === 0) return null;
  return (
    <section className={styles.labelled} aria-label={t('form.suggestions')}>
      <span className={styles.label}>{t('form.suggestions')}</span>
      <ul className={styles.suggestions}>
        {data.map((suggestion) => (
          <li key={`${suggestion.source} ${suggestion.name}`}>
            <button
              type="button"
              className={styles.suggestion}
              onClick={() => props.onPick(suggestion)}
            >
              <span>{suggestion.name}</span>
              <span className={styles.quiet}>
                {t(`form.from.${suggestion.source}`)} <Mono>{suggestion.place}</Mono>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Adds a host, or changes one that was added. The address is tried once it is kept. */
export function HostFormDialog({ host }: { readonly host?: Host | undefined }) {
  const { t } = useTranslation('hosts');
  const router = useRouter();
  const { rail } = useFeatures();
  const [address, setAddress] = useState(host?.address ?? '');
  const [label, setLabel] = useState(host?.label ?? '');
  const [production, setProduction] = useState(host?.production ?? false);
  const [colour, setColour] = useState(host?.colour);
  const [picked, setPicked] = useState<HostSuggestion>();
  const [problem, setProblem] = useState<Problem>();
  const name = label.trim() || labelFrom(address);
  const save = useAction({
    run: async (entry: HostEntry) =>
      host
        ? { ...(await api.hosts.change({ host: host.id, entry })), host: host.id }
        : api.hosts.add(entry),
    failed: () => t('form.failed'),
    onProblem: (found) => {
      setProblem(found);
      return true;
    },
    done: (saved) => {
      closeHostForm();
      if (!host)
        router.history.push(`/host/${encodeURIComponent(saved.host)}/${rail[0]?.path ?? ''}`);
      return undefined;
    },
  });
  const isName = problem?.code === 'name-in-use';
  // The address is all of the form that can be wrong by itself.
  const isAddress = problem?.code === 'bad-parameter';
  const said = problem && problemText(problem).sentence;
  return (
    <FormDialog
      onClose={closeHostForm}
      title={t(host ? 'form.changeTitle' : 'form.title')}
      host={host}
      submit={t(host ? 'form.save' : 'form.add')}
      ready={address.trim() !== ''}
      pending={save.pending}
      problem={isName || isAddress ? undefined : problem}
      onSubmit={() => {
        setProblem(undefined);
        const files = filesFor(address.trim(), picked);
        save.start({ label: name, address: address.trim(), production, colour, ...files });
      }}
    >
      <TextField
        label={t('form.address')}
        hint={t('form.addressHint')}
        value={address}
        onChange={setAddress}
        mono
        autoFocus
        error={isAddress ? said : undefined}
      />
      {host ? null : (
        <Suggestions
          onPick={(suggestion) => {
            setPicked(suggestion);
            setAddress(suggestion.address);
            setLabel(suggestion.name);
          }}
        />
      )}
      <TextField
        label={t('form.label')}
        placeholder={labelFrom(address)}
        value={label}
        onChange={setLabel}
        error={isName ? said : undefined}
      />
      <ColourField value={colour} onChange={setColour} />
      <Checkbox
        label={t('form.production')}
        hint={t('form.productionHint')}
        checked={production}
        onChange={setProduction}
      />
    </FormDialog>
  );
}
