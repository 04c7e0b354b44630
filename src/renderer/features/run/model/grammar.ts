/** What an engine takes as a name, an address, a path. Each is refused here before it is asked. Pure. */

/** moby `RestrictedNameChars`; of containers and volumes. */
const objectName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const hostName = /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,61}[a-zA-Z0-9])?$/;
const platform = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?$/;
const user = /^[^\s:]+(?::[^\s:]+)?$/;
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

export const isObjectName = (text: string): boolean => objectName.test(text) && text.length <= 255;
export const isHostName = (text: string): boolean => hostName.test(text);
export const isPlatform = (text: string): boolean => platform.test(text);
export const isUser = (text: string): boolean => user.test(text);

/** IPv4, or IPv6 without brackets and zone. */
export function isIpAddress(text: string): boolean {
  if (ipv4.test(text)) return true;
  if (!/^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/.test(text)) return false;
  return URL.canParse(`http://[${text}]/`);
}

/** A path inside a container is one of Linux, except on an engine that runs Windows. */
export function isAbsolutePath(path: string, engineOs: string): boolean {
  return path.startsWith('/') || (engineOs === 'windows' && /^[a-zA-Z]:[\\/]/.test(path));
}
