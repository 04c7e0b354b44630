import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { looksSecret, masked } from '../../../../contract/secrets.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import factStyles from './facts.module.css';
import styles from './pairs.module.css';

type PairText = readonly [name: string, value: string];

/** An image can carry thousands of labels: the rest comes when asked. */
const shownAtFirst = 60;

function Pair({ pair: [name, value] }: { readonly pair: PairText }) {
  const { t } = useTranslation('common');
  const secret = looksSecret(name, value);
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.pair}>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>{secret && !shown ? masked(value) : value}</dd>
      {secret ? (
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={t(shown ? 'json.hide' : 'json.show', { key: name })}
          small
          pressed={shown}
          onClick={() => setShown(!shown)}
        />
      ) : null}
    </div>
  );
}

/** Names with values, such as variables and labels; what looks secret is hidden until asked. */
export function Pairs(props: { readonly title: string; readonly pairs: readonly PairText[] }) {
  const { t } = useTranslation('images');
  const { title, pairs } = props;
  const [all, setAll] = useState(false);
  if (pairs.length === 0) return null;
  const hidden = all ? 0 : pairs.length - shownAtFirst;
  return (
    <section className={factStyles.section}>
      <h3 className={factStyles.title}>{title}</h3>
      <dl className={styles.pairs}>
        {(all ? pairs : pairs.slice(0, shownAtFirst)).map((pair) => (
          <Pair key={pair[0]} pair={pair} />
        ))}
      </dl>
      {hidden > 0 ? (
        <div className={styles.more}>
          <Button tone="plain" onClick={() => setAll(true)}>
            {t('showMore', { count: hidden })}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
