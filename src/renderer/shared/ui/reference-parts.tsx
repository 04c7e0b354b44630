import { useTranslation } from 'react-i18next';
import { readReference } from '../../../contract/reference.ts';
import styles from './reference-parts.module.css';

/** Why a text is no reference, for the field; undefined for none and for what is one. */
export function useReferenceFault(text: string): string | undefined {
  const { t } = useTranslation('common');
  const reading = readReference(text);
  if (reading.ok || reading.fault === 'empty') return undefined;
  return t(`reference.fault.${reading.fault}`);
}

/** A reference taken apart while it is typed: what is written, and what is meant where nothing is. */
export function ReferenceParts({ text }: { readonly text: string }) {
  const { t } = useTranslation('common');
  const reading = readReference(text);
  // Its place stays, so that nothing below it moves while one types.
  if (!reading.ok) return <div className={styles.parts} />;
  const { registry, registryWritten, repository, tag, digest } = reading.reference;
  const parts = [
    { part: 'registry', value: registry, meant: !registryWritten },
    { part: 'repository', value: repository, meant: false },
    // A digest alone says exactly which; no tag is meant then.
    ...(digest && !tag ? [] : [{ part: 'tag', value: tag ?? 'latest', meant: tag === null }]),
    ...(digest ? [{ part: 'digest', value: digest, meant: false }] : []),
  ];
  return (
    <dl className={styles.parts} aria-label={t('reference.parts')}>
      {parts.map(({ part, value, meant }) => (
        <div key={part} className={styles.part} data-meant={meant || undefined}>
          <dt>{t(`reference.${part}`)}</dt>
          <dd title={value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
