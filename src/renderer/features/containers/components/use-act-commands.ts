import { useMemo } from 'react';
import type { HostId } from '../../../../contract/ids.ts';
import { useCommands } from '../../../shared/lib/commands.ts';
import type { Command } from '../../../shared/lib/feature.ts';
import { begin, kindOf, type Offer } from '../api/begin.ts';
import { fits, type Target } from '../model/acts.ts';
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
export function useActCommands(host: HostId, targets: readonly Target[]): void {
  const key = targets.map((target) => `${target.id} ${target.state} ${target.name}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of the targets that matters.
  const commands = useMemo(
    () =>
      (Object.keys(titles) as Offer[])
        .filter((offer) => offer !== 'rename' || targets.length === 1)
        .filter((offer) => targets.some((target) => fits(kindOf(offer), target.state)))
        .map(
          (offer): Command => ({
            id: `containers.${offer}`,
            title: titles[offer],
            icon: offerIcons[offer],
            needsHost: true,
            run: () => begin(offer, { host, targets }),
          }),
        ),
    [host, key],
  );
  useCommands(commands);
}
