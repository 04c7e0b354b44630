/** Addresses that images lead to. Pure. */
import type { ContainerId, HostId, ImageId } from '../../../../contract/ids.ts';
import { writeSearchText } from '../../../shared/lib/search-text.ts';

const ofHost = (host: HostId) => `/host/${encodeURIComponent(host)}`;

/** As many digits of an id as engines show. */
export const shortLength = 12;

/** An id as it stands in an address: without its algorithm. */
export const hexOf = (id: string) => id.replace(/^sha256:/, '');

export const imagesPath = (host: HostId) => `${ofHost(host)}/images`;
export const firstImagePath = (host: HostId) => `${ofHost(host)}/first-image`;

/** The run form with this image filled in. */
export const runPath = (host: HostId, reference: string) =>
  `${ofHost(host)}/run${writeSearchText({ image: reference })}`;

/** The list of containers, filtered to those made from this image. */
export const usersPath = (host: HostId, image: ImageId) =>
  `${ofHost(host)}/containers${writeSearchText({ q: hexOf(image).slice(0, shortLength) })}`;

export const containerPath = (host: HostId, id: ContainerId) =>
  `${ofHost(host)}/containers/${encodeURIComponent(id)}`;
