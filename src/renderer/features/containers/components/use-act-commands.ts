import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../../shared/lib/commands.ts';
import type { Command } from '../../../shared/lib/feature.ts';
import { useHosts } from '../../../shared/lib/live-stores.ts';
import { begin, kindOf, type Offer } from '../api/begin.ts';
import type { Target } from '../model/acts.ts';
import { byHost, scopeOf } from '../model/scope.ts';
import { useLockedHosts } from './use-locked-hosts.ts';
import { offerIcons } from './use-row-actions.ts';

const titles: Readonly<Record<Offer, string>> = {
  start: 'containers:commands.start',
  stop: 'containers:commands.stop',
  'stop-in': 'containers:commands.stop-in',
  restart: 'containers:commands.restart',
  'restart-in': 'containers:commands.restart-in',
  pause: 'containers:commands.pause',
  unpause: 'containers:commands.unpause',
  kill: 'containers:commands.kill',
  rename: 'containers:commands.rename',
  remove: 'containers:commands.remove',
};

/** In the palette: what can be done with the selected containers, or with the open one. */
export function useActCommands(targets: readonly Target[]): void {
  const locked = useLockedHosts();
  const { t } = useTranslation('containers');
  const hosts = useHosts();
  const places = byHost(targets);
  const label = hosts?.find(({ id }) => id === places[0]?.host)?.label;
  const place = places.length === 1 ? label : t('places.count', { count: places.length });
  const words = targets.map(
    (target) => `${target.host} ${target.id} ${target.state} ${target.name}`,
  );
  const key = [place, ...locked, ...words].join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that matters of the targets.
  const commands = useMemo(
    () =>
      (Object.keys(titles) as Offer[])
        .filter((offer) => offer !== 'rename' || targets.length === 1)
        .filter((offer) => scopeOf(kindOf(offer), targets, locked).targets.length > 0)
        .map(
          (offer): Command => ({
            id: `containers.${offer}`,
            title: titles[offer],
            icon: offerIcons[offer],
            place,
            run: () => begin(offer, targets),
          }),
        ),
    [key],
  );
  useCommands(commands);
}
