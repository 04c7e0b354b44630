/** The address of one image, for every feature that leads to it. Pure. */
import type { HostId, ImageId } from '../../../contract/ids.ts';

export const imagePath = (host: HostId, id: ImageId) =>
  `/host/${encodeURIComponent(host)}/images/${id.replace(/^sha256:/, '')}`;
