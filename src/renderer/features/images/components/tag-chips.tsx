import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '../../../../contract/images.ts';
import { IconButton } from '../../../shared/ui/button.tsx';
import { cx } from '../../../shared/ui/class-names.ts';
import { inOrder, nameOf } from '../model/names.ts';
import styles from './tag-chips.module.css';

/** A row has room for two; how many more there are stands behind them, which on hover. */
const shownInRow = 2;

function NoName({ image }: { readonly image: ImageSummary }) {
  const { t } = useTranslation('images');
  const step = image.intermediate;
  return (
    <span
      className={cx(styles.chip, styles.none)}
      title={t(step ? 'intermediate.why' : 'untagged.why')}
    >
      <span className={styles.text}>
        {t(step ? 'intermediate.chip' : 'untagged.chip', { name: nameOf(image) })}
      </span>
    </span>
  );
}

/** An image's names, as many as a row has room for. */
export function TagChips({ image }: { readonly image: ImageSummary }) {
  if (image.tags.length === 0) return <NoName image={image} />;
  const tags = inOrder(image.tags);
  const hidden = tags.slice(shownInRow);
  return (
    <span className={styles.chips}>
      {tags.slice(0, shownInRow).map((tag) => (
        <span key={tag} className={styles.chip} title={tag}>
          <span className={styles.text}>{tag}</span>
        </span>
      ))}
      {hidden.length > 0 ? (
        <span className={styles.more} title={hidden.join('\n')}>{`+${hidden.length}`}</span>
      ) : null}
    </span>
  );
}

/** All names, each with a way to take it off. */
export function TagList(props: {
  readonly image: ImageSummary;
  readonly onUntag: (name: string) => void;
}) {
  const { t } = useTranslation('images');
  const { image } = props;
  if (image.tags.length === 0) return <NoName image={image} />;
  return (
    <ul className={cx(styles.chips, styles.wrapped)}>
      {inOrder(image.tags).map((tag) => (
        <li key={tag} className={styles.chips}>
          <span className={styles.chip} title={tag}>
            <span className={styles.text}>{tag}</span>
          </span>
          <IconButton
            icon={X}
            label={t('actions.untagName', { name: tag })}
            small
            onClick={() => props.onUntag(tag)}
          />
        </li>
      ))}
    </ul>
  );
}
