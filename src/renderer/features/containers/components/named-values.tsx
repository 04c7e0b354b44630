import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { masked } from '../../../../contract/secrets.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { Mono } from '../../../shared/ui/text.tsx';
import { Part } from './facts.tsx';
import styles from './overview.module.css';

export interface NamedValue {
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
}

/** A label may be as long as a file: more than this is not read here. */
const mostCharacters = 300;
const mostAtFirst = 20;

function Row({ name, value, secret }: NamedValue) {
  const { t } = useTranslation(['containers', 'common']);
  const [reveal, setReveal] = useState(false);
  const [whole, setWhole] = useState(false);
  const hidden = secret && !reveal;
  const text = hidden ? masked('') : whole ? value : value.slice(0, mostCharacters);
  return (
    <li className={styles.named}>
      <bdi className={styles.key}>
        <Mono>{name}</Mono>
      </bdi>
      <bdi className={styles.value}>
        <Mono>{text}</Mono>
        {!hidden && value.length > mostCharacters ? (
          <Button tone="plain" onClick={() => setWhole(!whole)}>
            {t(whole ? 'overview.less' : 'overview.whole', { count: value.length })}
          </Button>
        ) : null}
      </bdi>
      <span className={styles.tools}>
        {secret ? (
          <IconButton
            icon={reveal ? EyeOff : Eye}
            label={t(reveal ? 'common:json.hide' : 'common:json.show', { key: name })}
            small
            onClick={() => setReveal(!reveal)}
          />
        ) : null}
        {hidden || value === '' ? null : (
          <CopyButton text={value} label={t('copyValue', { name })} />
        )}
      </span>
    </li>
  );
}

/** Environment or labels: what looks like a secret is hidden until asked for. */
export function NamedValues(props: {
  readonly title: string;
  readonly values: readonly NamedValue[];
}) {
  const { t } = useTranslation('containers');
  const [all, setAll] = useState(false);
  const { values } = props;
  if (values.length === 0) return null;
  const shown = all ? values : values.slice(0, mostAtFirst);
  return (
    <Part title={props.title} count={values.length}>
      <ul className={styles.list}>
        {shown.map((one) => (
          <Row key={one.name} {...one} />
        ))}
      </ul>
      {values.length > shown.length ? (
        <Button onClick={() => setAll(true)}>{t('overview.all', { count: values.length })}</Button>
      ) : null}
    </Part>
  );
}
