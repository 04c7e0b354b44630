import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../lib/clipboard.ts';
import { IconButton } from './button.tsx';

/** How long the tick stands before the button is itself again. */
const tickMs = 1500;

export function CopyButton(props: { readonly text: string; readonly label?: string | undefined }) {
  const { t } = useTranslation('common');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), tickMs);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <IconButton
      icon={copied ? Check : Copy}
      label={copied ? t('actions.copied') : (props.label ?? t('actions.copy'))}
      small
      onClick={() => void copyText(props.text).then(setCopied)}
    />
  );
}
