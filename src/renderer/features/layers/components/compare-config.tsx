import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigDifference } from '../../../../contract/layers.ts';
import { looksSecret, masked } from '../../../../contract/secrets.ts';
import { IconButton } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import styles from './compare.module.css';

function Value({ text, hidden }: { readonly text: string | null; readonly hidden: boolean }) {
  const { t } = useTranslation('layers');
  if (text === null) return <span className={styles.none}>{t('compare.notSet')}</span>;
  return <bdi className={styles.value}>{hidden ? masked(text) : text}</bdi>;
}

function Row({ difference }: { readonly difference: ConfigDifference }) {
  const { t } = useTranslation(['layers', 'common']);
  const { field, name, left, right } = difference;
  const isSecret = looksSecret(name, left ?? '') || looksSecret(name, right ?? '');
  const [reveal, setReveal] = useState(false);
  const hidden = isSecret && !reveal;
  return (
    <tr>
      <th scope="row">
        <span className={styles.field}>{t(`layers:field.${field}`)}</span>
        {name === '' ? null : <bdi className={styles.key}>{name}</bdi>}
        {isSecret ? (
          <IconButton
            icon={reveal ? EyeOff : Eye}
            label={t(reveal ? 'common:json.hide' : 'common:json.show', { key: name })}
            small
            pressed={reveal}
            onClick={() => setReveal(!reveal)}
          />
        ) : null}
      </th>
      <td>
        <Value text={left} hidden={hidden} />
      </td>
      <td>
        <Value text={right} hidden={hidden} />
      </td>
    </tr>
  );
}

/** Where the settings of two images differ; what looks secret is hidden until asked for. */
export function CompareConfig(props: { readonly differences: readonly ConfigDifference[] }) {
  const { t } = useTranslation('layers');
  if (props.differences.length === 0) return <EmptyState title={t('compare.sameConfig')} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus.
    <section className={styles.config} aria-label={t('compare.tab.config')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('compare.field')}</th>
            <th scope="col">{t('compare.left')}</th>
            <th scope="col">{t('compare.right')}</th>
          </tr>
        </thead>
        <tbody>
          {props.differences.map((difference) => (
            <Row key={`${difference.field} ${difference.name}`} difference={difference} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
