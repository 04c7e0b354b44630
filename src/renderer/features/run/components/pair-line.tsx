import { Eye, EyeOff } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { looksSecret, masked } from '../../../../contract/secrets.ts';
import { IconButton } from '../../../shared/ui/button.tsx';
import { Combobox } from '../../../shared/ui/combobox.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { isDotEnvBlock, looksLikeDotEnv, readDotEnv } from '../model/dot-env.ts';
import { newPair, type PairRow } from '../model/draft.ts';
import type { RowList } from '../model/form.ts';
import { RowFrame } from './row-frame.tsx';
import { Slot } from './section.tsx';

export interface PairLineProps {
  readonly row: PairRow;
  readonly number: number;
  readonly list: 'env' | 'labels';
  readonly rows: RowList<'env' | 'labels'>;
  /** What the image sets itself. */
  readonly known: readonly { readonly name: string; readonly value: string }[];
  readonly error: string | undefined;
  /** A block was pasted: how many lines of it were no assignment. */
  readonly onSkipped: (lines: number) => void;
}

function usePaste({ row, rows, onSkipped }: PairLineProps) {
  return (text: string, isBlock: (text: string) => boolean): boolean => {
    if (!isBlock(text)) return false;
    const { pairs, skipped } = readDotEnv(text);
    const pasted = pairs.map((pair) => newPair(pair));
    // What stood in the row already is kept.
    const kept = row.name === '' && row.value === '' ? [] : [row];
    rows.replace(row.key, ...kept, ...pasted);
    onSkipped(skipped);
    return true;
  };
}

function Value({
  row,
  rows,
  list,
  known,
  hidden,
  onPaste,
}: PairLineProps & {
  readonly hidden: boolean;
  readonly onPaste: (text: string) => boolean;
}) {
  const { t } = useTranslation('run');
  const inherited = known.find((pair) => pair.name === row.name)?.value;
  const placeholder =
    inherited === undefined ? '' : looksSecret(row.name, inherited) ? masked(inherited) : inherited;
  const label = t(`pairs.${list}.value`);
  const severalLines = row.value.includes('\n');
  // A field of several lines cannot be a password field: it is shown when it is asked for.
  if (hidden && severalLines) {
    return (
      <TextField label={label} labelHidden mono disabled value={masked('')} onChange={() => {}} />
    );
  }
  return (
    <TextField
      label={label}
      labelHidden
      mono
      value={row.value}
      onChange={(value) => rows.change(row.key, { value })}
      placeholder={placeholder}
      type={hidden ? 'password' : 'text'}
      multiline={severalLines}
      rows={3}
      onPaste={onPaste}
    />
  );
}

/** A name and a value: a variable, or a label. What looks like a secret is hidden until asked. */
export const PairLine = memo(function PairLine(props: PairLineProps) {
  const { t } = useTranslation('run');
  const { row, rows, number, list, known } = props;
  const [shown, setShown] = useState(false);
  const paste = usePaste(props);
  const secret = looksSecret(row.name, row.value);
  return (
    <RowFrame
      name={t(`pairs.${list}.row`, { number })}
      kind="pair"
      remove={{ label: t(`pairs.${list}.remove`, { number }), run: () => rows.replace(row.key) }}
    >
      <Slot field={`${list}.${row.key}.name`}>
        <Combobox
          label={t(`pairs.${list}.name`)}
          labelHidden
          mono
          value={row.name}
          onChange={(name) => rows.change(row.key, { name })}
          suggestions={known.map((pair) => pair.name)}
          placeholder={list === 'env' ? 'NAME' : 'org.example.name'}
          error={props.error}
          onPaste={list === 'env' ? (text) => paste(text, looksLikeDotEnv) : undefined}
        />
      </Slot>
      <Slot field={`${list}.${row.key}.value`}>
        <Value
          {...props}
          hidden={secret && !shown}
          onPaste={(text) => list === 'env' && paste(text, isDotEnvBlock)}
        />
      </Slot>
      {secret ? (
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={t(shown ? 'secret.hide' : 'secret.show', { name: row.name })}
          pressed={shown}
          onClick={() => setShown(!shown)}
        />
      ) : (
        <span />
      )}
    </RowFrame>
  );
});
