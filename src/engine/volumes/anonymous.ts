/** A volume that got a generated name: 64 hex digits. Nothing else will find it once its container is gone. */
export function isAnonymousVolume(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}
