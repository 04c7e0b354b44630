import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dockerLine } from '../../../../contract/command-line.ts';
import type { Problem } from '../../../../contract/errors.ts';
import { defaultRegistry } from '../../../../contract/reference.ts';
import { problemText } from '../../../shared/i18n/problem-text.ts';
import { api } from '../../../shared/lib/client.ts';
import { askRegistriesAgain } from '../../../shared/lib/registry-logins.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { FormDialog } from '../../../shared/ui/form-dialog.tsx';
import { ProblemView } from '../../../shared/ui/problem-view.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { PlainDialog } from './plain-dialog.tsx';
import styles from './registries.module.css';

export interface SignInDialogProps {
  /** Empty: the person names it. */
  readonly registry: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** To sign in is what is being done. */
const withoutSignIn = ({ mend, ...problem }: Problem): Problem =>
  mend === undefined || mend.kind === 'sign-in' ? problem : { ...problem, mend };

/** A login at a registry, kept where `docker login` would. The password leaves this form only with it. */
export function SignInDialog(props: SignInDialogProps) {
  const { t } = useTranslation('registries');
  const [registry, setRegistry] = useState(props.registry);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [asksPlain, setAsksPlain] = useState(false);
  const named = registry.trim() || defaultRegistry;
  const signIn = useAction({
    run: () => api.registries.signIn({ registry: named, username: username.trim(), password }),
    failed: () => t('registries:signIn.failed', { name: named }),
    onProblem: (found) => {
      setProblem(found);
      return true;
    },
    done: ({ helper }) => {
      void askRegistriesAgain();
      props.onDone();
      const title = t('registries:signIn.done', { name: named });
      return helper === ''
        ? { tone: 'done', title, body: t('registries:signIn.inFile') }
        : { tone: 'done', title };
    },
  });
  const start = () => {
    setProblem(undefined);
    signIn.start();
  };
  const isName = problem?.facts?.field === 'registry';
  return (
    <FormDialog
      onClose={props.onClose}
      title={t('registries:signIn.title')}
      size="small"
      submit={t('registries:signIn.confirm')}
      ready={username.trim() !== '' && password !== ''}
      pending={signIn.pending}
      onSubmit={start}
    >
      <TextField
        label={t('registries:signIn.registry')}
        value={registry}
        onChange={setRegistry}
        placeholder={defaultRegistry}
        hint={t('registries:signIn.registryHint')}
        error={isName && problem ? problemText(problem).sentence : undefined}
        disabled={props.registry !== ''}
        mono
      />
      <TextField
        label={t('registries:signIn.user')}
        value={username}
        onChange={setUsername}
        autoFocus={props.registry !== ''}
      />
      <TextField
        label={t('registries:signIn.password')}
        hint={t('registries:signIn.passwordHint')}
        type="password"
        value={password}
        onChange={setPassword}
      />
      <p className={styles.about}>{t('registries:signIn.where')}</p>
      {problem && !isName ? (
        <ProblemView
          problem={withoutSignIn(problem)}
          onMend={{ 'trust-plain': () => setAsksPlain(true) }}
        />
      ) : null}
      {asksPlain ? (
        <PlainDialog
          registry={named}
          onClose={() => setAsksPlain(false)}
          onDone={() => {
            setAsksPlain(false);
            start();
          }}
        />
      ) : null}
      {username.trim() === '' ? null : (
        <CommandPreview command={dockerLine(['login', '-u', username.trim(), named])} />
      )}
    </FormDialog>
  );
}
