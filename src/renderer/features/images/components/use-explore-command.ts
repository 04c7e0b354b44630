import { Layers } from 'lucide-react';
import { useMemo } from 'react';
import type { HostId } from '../../../../contract/ids.ts';
import type { ImageSummary } from '../../../../contract/images.ts';
import { useCommands } from '../../../shared/lib/commands.ts';
import type { Command } from '../../../shared/lib/feature.ts';
import { imageLayersPath } from '../../../shared/lib/layer-address.ts';
import { nameOf, referenceOf } from '../model/names.ts';

/** In the palette while an image is open: its layers. */
export function useExploreCommand(host: HostId, image: ImageSummary | undefined): void {
  const name = image && nameOf(image);
  const reference = image && referenceOf(image);
  useCommands(
    useMemo(
      (): readonly Command[] =>
        reference === undefined
          ? []
          : [
              {
                id: 'images.layers',
                title: 'images:commands.layers',
                place: name,
                icon: Layers,
                run: ({ go }) => go(imageLayersPath(host, reference)),
              },
            ],
      [host, name, reference],
    ),
  );
}
