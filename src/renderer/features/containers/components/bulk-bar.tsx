import { Ellipsis, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { Menu } from '../../../shared/ui/menu.tsx';
import { begin, kindOf, type Offer } from '../api/begin.ts';
import { fits, type Target } from '../model/acts.ts';
import styles from './bulk.module.css';
import { offerIcons } from './use-row-actions.ts';

export interface BulkBarProps {
  readonly host: HostId;
  readonly targets: readonly Target[];
  readonly onClear: () => void;
}

const buttons: readonly Offer[] = ['start', 'stop', 'remove'];
const more: readonly Offer[] = ['stop-in', 'restart', 'restart-in', 'pause', 'unpause', 'kill'];

/** What can be done with all that is selected, each with how many of them it fits. */
export function BulkBar({ host, targets, onClear }: BulkBarProps) {
  const { t } = useTranslation('containers');
  const count = (offer: Offer) =>
    targets.filter((target) => fits(kindOf(offer), target.state)).length;
  const label = (offer: Offer) => t(`bulkOffer.${offer}`, { count: count(offer) });
  return (
    <div className={styles.bar} role="group" aria-label={t('bulk.actions')}>
      <span className={styles.selected}>{t('bulk.selected', { count: targets.length })}</span>
      {buttons.map((offer) => (
        <Button
          key={offer}
          icon={offerIcons[offer]}
          disabled={count(offer) === 0}
          tip={count(offer) === 0 ? t(`reasonMany.${kindOf(offer)}`) : undefined}
          onClick={() => begin(offer, { host, targets })}
        >
          {label(offer)}
        </Button>
      ))}
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} label={t('more')} />}
        entries={more.map((offer) => ({
          id: offer,
          label: label(offer),
          icon: offerIcons[offer],
          danger: offer === 'kill',
          disabled: count(offer) === 0,
          reason: t(`reasonMany.${kindOf(offer)}`),
          run: () => begin(offer, { host, targets }),
        }))}
      />
      <IconButton icon={X} label={t('bulk.clear')} keys="Escape" onClick={onClear} />
    </div>
  );
}
