import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';
import { Checkbox } from '../../../shared/ui/choice-fields.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Mono } from '../../../shared/ui/text.tsx';
import type { AskedProps } from '../model/asked-props.ts';
import styles from './hosts.module.css';

/** A key that nobody has seen yet: a person compares it, and only then is it kept. */
export function HostKeyPrompt(props: AskedProps<'host-key'>) {
  const { prompt, onAnswer, pending } = props;
  const { t } = useTranslation(['hosts', 'common']);
  const [theirs, setTheirs] = useState(false);
  const cancelRef = useRef<HTMLButtonElement>(null);
  const cancel = () => onAnswer({ kind: 'cancel' });
  const accept = (keep: 'ours' | 'theirs' | 'once') => onAnswer({ kind: 'host-key', keep });
  return (
    <Dialog
      open
      onClose={cancel}
      title={t('prompt.key.title', { address: prompt.address })}
      host={props.host}
      dismissible={false}
      initialFocus={cancelRef}
      footer={
        <>
          <Button ref={cancelRef} onClick={cancel}>
            {t('prompt.key.refuse')}
          </Button>
          <Button onClick={() => accept('once')} disabled={pending}>
            {t('prompt.key.once')}
          </Button>
          <Button
            tone="primary"
            onClick={() => accept(theirs ? 'theirs' : 'ours')}
            pending={pending}
          >
            {t('prompt.key.trust')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('prompt.key.body')}</p>
        <dl className={styles.key}>
          <dt>{t('prompt.key.type')}</dt>
          <dd>
            <Mono>{prompt.key.type}</Mono>
          </dd>
          <dt>{t('prompt.key.fingerprint')}</dt>
          <dd>
            <Mono>{prompt.key.fingerprint}</Mono> <CopyButton text={prompt.key.fingerprint} />
          </dd>
        </dl>
        {prompt.others.length > 0 ? (
          <div className={styles.keyCard} role="note">
            <strong>{t('prompt.key.others')}</strong>
            {prompt.others.map(({ type, fingerprint, file, line }) => (
              <span key={fingerprint}>
                <Mono>{`${type} ${fingerprint}`}</Mono>{' '}
                <span className={styles.quiet}>
                  {t('changed.place', { file: file ?? '', line: line ?? '' })}
                </span>
              </span>
            ))}
          </div>
        ) : null}
        <div className={styles.labelled}>
          <span className={styles.label}>{t('prompt.key.how')}</span>
          <CommandPreview
            command={`ssh-keygen -lf /etc/ssh/ssh_host_${shortType(prompt.key.type)}_key.pub`}
          />
        </div>
        <Checkbox
          label={t('prompt.key.theirs')}
          hint={t('prompt.key.theirsHint')}
          checked={theirs}
          onChange={setTheirs}
        />
      </div>
    </Dialog>
  );
}

/** The name that a server's own file has for a kind of key. A closed list: the type comes from outside. */
function shortType(type: string): string {
  if (type.startsWith('ecdsa-')) return 'ecdsa';
  return type.includes('rsa') ? 'rsa' : 'ed25519';
}
