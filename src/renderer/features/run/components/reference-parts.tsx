import { useTranslation } from 'react-i18next';
import { readReference } from '../../../../contract/reference.ts';
import styles from './reference-parts.module.css';

/** A reference taken apart while it is typed: what is written, and what is meant where nothing is. */
export function ReferenceParts({ text }: { readonly text: string }) {
  const { t } = useTranslation('run');
  const reading = readReference(text);
  if (!reading.ok) {
    const { fault } = reading;
    return <p className={styles.fault}>{fault === 'empty' ? '' : t(`issue.reference.${fault}`)}</p>;
  }
  const { registry, registryWritten, repository, tag, digest } = reading.reference;
  const parts = [
    { part: 'registry', value: registry, meant: !registryWritten },
    { part: 'repository', value: repository, meant: false },
    // A digest alone says exactly which; no tag is meant then.
    ...(digest && !tag ? [] : [{ part: 'tag', value: tag ?? 'latest', meant: tag === null }]),
    ...(digest ? [{ part: 'digest', value: digest, meant: false }] : []),
  ];
  return (
    <dl className={styles.parts} aria-label={t('image.parts')}>
      {parts.map(({ part, value, meant }) => (
        <div key={part} className={styles.part} data-meant={meant || undefined}>
          <dt>{t(`image.${part}`)}</dt>
          <dd title={value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
