import { useParams } from '@tanstack/react-router';
import type { ImageId } from '../../../../contract/ids.ts';
import { useRouteHost } from '../../../shared/lib/base-routes.ts';
import type { ImageKey } from '../api/queries.ts';
import { hexOf } from '../model/paths.ts';

/** The image of the address. One that cannot be an id is asked for all the same: the engine says so. */
export function useOpenImage(): ImageKey {
  const host = useRouteHost();
  const hex = useParams({
    from: '/host/$host/images/$image',
    select: (params) => hexOf(params.image),
  });
  return { host, id: `sha256:${hex}` as ImageId };
}
