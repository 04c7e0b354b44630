import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { Checkbox } from '../../../shared/ui/choice-fields.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { type KeepFault, type Keeps, keptName, type MovedName } from '../model/moved-names.ts';
import { shortId } from '../model/names.ts';
import styles from './file-contents.module.css';

export interface MovedFieldsProps {
  readonly moved: readonly MovedName[];
  readonly keeps: Keeps;
  readonly faultOf: (name: string) => KeepFault | null;
  readonly onChange: (keeps: Keeps) => void;
}

/** Each name that the load would take from another image, and whether that image keeps one. */
export function MovedFields({ moved, keeps, faultOf, onChange }: MovedFieldsProps) {
  const { t } = useTranslation('images');
  const format = useFormat();
  if (moved.length === 0) return null;
  const keep = (name: string, text: string | undefined) => {
    const { [name]: _before, ...others } = keeps;
    onChange(text === undefined ? others : { ...others, [name]: text });
  };
  return (
    <section className={styles.moved} aria-label={t('moved.title', { count: moved.length })}>
      <p>{t('moved.title', { count: moved.length })}</p>
      {moved.map(({ name, holder }) => {
        const fault = faultOf(name);
        const what = {
          ...{ name, id: shortId(holder.id), size: format.bytes(holder.sizeBytes) },
          when: format.dateTime(holder.createdAtMs),
        };
        const alone = holder.tags.length < 2;
        return (
          <div key={name} className={styles.movedName}>
            <p>{t(alone ? 'moved.alone' : 'moved.others', what)}</p>
            <Checkbox
              label={t('moved.keep')}
              checked={keeps[name] !== undefined}
              onChange={(checked) => keep(name, checked ? keptName(name) : undefined)}
            />
            {keeps[name] === undefined ? null : (
              <TextField
                label={t('moved.under', { name })}
                value={keeps[name]}
                onChange={(text) => keep(name, text)}
                error={fault ? t(`moved.fault.${fault}`) : undefined}
                mono
              />
            )}
          </div>
        );
      })}
    </section>
  );
}
