import { Download, Trash2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { compareText } from '../../../shared/lib/sort-rows.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { imageDialog } from '../model/dialogs.ts';
import type { ImageRow } from '../model/image-rows.ts';

/** As many names as one archive takes. */
const mostSaved = 100;

export interface BulkActionsProps {
  readonly host: HostId;
  readonly rows: readonly ImageRow[];
  readonly onClear: () => void;
}

/** What can be done with the selected images at once. */
export function BulkActions({ host, rows, onClear }: BulkActionsProps) {
  const { t } = useTranslation('images');
  const images = rows.toSorted((a, b) => compareText(a.name, b.name)).map((row) => row.image);
  const names = images.reduce((sum, image) => sum + Math.max(1, image.tags.length), 0);
  return (
    <>
      <span>{t('bulk.selected', { count: rows.length })}</span>
      <IconButton icon={X} label={t('bulk.clear')} small onClick={onClear} />
      <Button
        icon={Download}
        disabled={names > mostSaved}
        tip={names > mostSaved ? t('bulk.tooMany', { count: mostSaved }) : undefined}
        onClick={() => imageDialog.set({ kind: 'save', host, images })}
      >
        {t('bulk.save')}
      </Button>
      <Button
        tone="danger"
        icon={Trash2}
        onClick={() => imageDialog.set({ kind: 'remove-many', host, images })}
      >
        {t('bulk.remove')}
      </Button>
    </>
  );
}
