/** Addresses that images lead to. Pure. */
import type { ContainerId, HostId, ImageId } from '../../../../contract/ids.ts';

const ofHost = (host: HostId) => `/host/${encodeURIComponent(host)}`;

/** An id as it stands in an address: without its algorithm. */
export const hexOf = (id: string) => id.replace(/^sha256:/, '');

export const imagesPath = (host: HostId) => `${ofHost(host)}/images`;
export const imagePath = (host: HostId, id: ImageId) => `${imagesPath(host)}/${hexOf(id)}`;
export const firstImagePath = (host: HostId) => `${ofHost(host)}/first-image`;

/** The run form with this image filled in. */
export const runPath = (host: HostId, reference: string) =>
  `${ofHost(host)}/run?image=${encodeURIComponent(reference)}`;

/** The list of containers, filtered by text. */
export const containersPath = (host: HostId, text: string) =>
  `${ofHost(host)}/containers?q=${encodeURIComponent(text)}`;

export const containerPath = (host: HostId, id: ContainerId) =>
  `${ofHost(host)}/containers/${encodeURIComponent(id)}`;
