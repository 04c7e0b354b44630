import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import styles from './file-view.module.css';

export interface PictureViewProps {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly name: string;
}

/** Only pictures made of pixels: an SVG is a document, and is shown as its text. */
const shownTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** A picture out of a layer. What is none in truth is said to be broken. */
export function PictureView({ bytes, mediaType, name }: PictureViewProps) {
  const { t } = useTranslation('layers');
  const [url, setUrl] = useState<string>();
  const [broken, setBroken] = useState(false);
  const isKnown = shownTypes.includes(mediaType);
  useEffect(() => {
    setBroken(false);
    if (!isKnown) return;
    // A copy of its own: a Blob takes no buffer that could be shared.
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mediaType }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, mediaType, isKnown]);
  if (broken || !isKnown) return <EmptyState title={t('file.brokenPicture')} />;
  return (
    <div className={styles.picture}>
      {url ? <img src={url} alt={name} onError={() => setBroken(true)} /> : null}
    </div>
  );
}
