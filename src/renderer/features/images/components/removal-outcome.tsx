import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import type { ImageRemovalOutcome, ImageSummary } from '../../../../contract/images.ts';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { Mono } from '../../../shared/ui/text.tsx';
import { useRemovalPlan } from '../api/use-removal.ts';
import { inOrder, shortId } from '../model/names.ts';
import { usersPath } from '../model/paths.ts';
import styles from './removal.module.css';

export interface OutcomeProps {
  readonly host: HostId;
  readonly image: ImageSummary;
  /** The name that is removed; absent: the whole image. */
  readonly name: string | undefined;
  readonly outcome: ImageRemovalOutcome;
  readonly onLeave: () => void;
}

/** More than that are counted, not listed. */
const mostNames = 8;

function Names({ names }: { readonly names: readonly string[] }) {
  const { t } = useTranslation('images');
  const hidden = names.length - mostNames;
  return (
    <ul className={styles.names}>
      {inOrder(names)
        .slice(0, mostNames)
        .map((name) => (
          <li key={name} title={name}>
            <Mono>{name}</Mono>
          </li>
        ))}
      {hidden > 0 ? <li>{t('remove.more', { count: hidden })}</li> : null}
    </ul>
  );
}

function Children({ outcome }: Pick<OutcomeProps, 'outcome'>) {
  return <Names names={outcome.children.map(({ id, name }) => name || shortId(id))} />;
}

/** Once the layers of all images are counted; until then what the list says. */
function Goes({ host, image, outcome }: Pick<OutcomeProps, 'host' | 'image' | 'outcome'>) {
  const { t } = useTranslation('images');
  const format = useFormat();
  const { data } = useRemovalPlan({ host, scope: { kind: 'chosen', images: [image.id] } });
  const size = format.bytes(outcome.sizeBytes);
  if (!data) return <p>{t('remove.goes', { size })}</p>;
  const freed = t(`freed.${data.freed.precision}`, { size: format.bytes(data.freed.bytes) });
  return <p>{t('remove.goesCounted', { size, freed })}</p>;
}

function Users({ host, image, outcome, onLeave }: OutcomeProps) {
  const { t } = useTranslation('images');
  const { containers } = outcome;
  const running = containers.filter((one) => one.running).length;
  return (
    <>
      <p>
        {t('remove.users', { count: containers.length })}{' '}
        {running > 0 ? t('remove.running', { count: running }) : t('remove.allStopped')}
      </p>
      <Names names={containers.map((one) => one.name || one.id.slice(0, 12))} />
      <Link to={usersPath(host, image.id) as '/'} onClick={onLeave}>
        {t('remove.showUsers')}
      </Link>
    </>
  );
}

/** What would happen, in words and numbers. */
export function Outcome(props: OutcomeProps) {
  const { t } = useTranslation('images');
  const { host, image, name, outcome } = props;
  const { effect, reason } = outcome;
  if (effect === 'refused') {
    if (reason === 'has-children') {
      return (
        <>
          <p>{t('remove.children')}</p>
          <Children outcome={outcome} />
        </>
      );
    }
    return <Users {...props} />;
  }
  if (effect === 'untag') {
    if (outcome.otherTags.length === 0) {
      return (
        <>
          <p>{t('remove.untagOnly')}</p>
          <Children outcome={outcome} />
        </>
      );
    }
    return (
      <>
        <p>{t('remove.thisTagOnly', { count: outcome.otherTags.length })}</p>
        <Names names={outcome.otherTags} />
      </>
    );
  }
  const names = name === undefined ? image.tags : [name];
  return (
    <>
      <Goes {...{ host, image, outcome }} />
      {names.length > 1 ? (
        <>
          <p>{t('remove.names', { count: names.length })}</p>
          <Names names={names} />
        </>
      ) : null}
    </>
  );
}
