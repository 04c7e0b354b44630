import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dockerLine } from '../../../../contract/command-line.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { loginsQuery } from '../../../shared/lib/registry-logins.ts';
import { useMend } from '../../../shared/lib/use-mend.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Combobox } from '../../../shared/ui/combobox.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { ReferenceParts, useReferenceFault } from '../../../shared/ui/reference-parts.tsx';
import type { Push } from '../api/use-push.ts';
import { inOrder, referenceOf, shortId } from '../model/names.ts';
import styles from './form.module.css';

/** As whom it is pushed. Few registries take a push from nobody. */
function Login({ registry }: { readonly registry: string }) {
  const { t } = useTranslation('images');
  const { data } = useQuery(loginsQuery);
  const signIn = useMend({ kind: 'sign-in', registry }, {});
  if (!data) return <p className={styles.note} />;
  const login = data.logins.find((one) => one.registry === registry);
  return (
    <div className={styles.picks}>
      <span>
        {login
          ? t('push.as', { name: login.username || login.helper, registry })
          : t('push.asNobody', { registry })}
      </span>
      {signIn && !login ? <Button onClick={signIn.run}>{signIn.label}</Button> : null}
    </div>
  );
}

export interface PushFieldsProps {
  /** The form's own id, for a button outside of it. */
  readonly id: string;
  readonly image: ImageSummary;
  readonly push: Push;
}

/** Under which name: one that the image has, or a new one, which it is given first. */
export function PushFields({ id, image, push }: PushFieldsProps) {
  const { t } = useTranslation('images');
  const { reference, isDigest, isNamed, loser, ready, registry } = push;
  const fault = useReferenceFault(reference);
  const error = isDigest ? t('tag.noDigest') : fault;
  const name = reference.trim();
  const line = dockerLine(['push', name]);
  return (
    <form
      id={id}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) push.start();
      }}
    >
      <Combobox
        label={t('push.reference')}
        value={reference}
        onChange={push.setReference}
        suggestions={inOrder(image.tags)}
        hint={t('push.hint')}
        error={error}
        mono
      />
      {error ? null : <ReferenceParts text={reference} />}
      {ready && !isNamed ? <p className={styles.note}>{t('push.named')}</p> : null}
      {loser ? <p className={styles.note}>{t('tag.moves', { id: shortId(loser.id) })}</p> : null}
      {registry === undefined ? null : <Login registry={registry} />}
      {ready ? (
        <CommandPreview
          command={isNamed ? line : `${dockerLine(['tag', referenceOf(image), name])} && ${line}`}
        />
      ) : null}
    </form>
  );
}
