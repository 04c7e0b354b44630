/** Differences of sizes with their sign. Pure. */

export function signedBytes(bytes: number, format: (bytes: number) => string): string {
  if (bytes === 0) return format(0);
  return `${bytes > 0 ? '+' : '−'}${format(Math.abs(bytes))}`;
}
