/** The next page of a list: `Link: </v2/a/tags/list?last=x&n=100>; rel="next"` (RFC 8288). Pure. */

const linkPattern = /^\s*<([^<>\s]{1,4096})>\s*;\s*rel="?next"?\s*$/;

/** Null at the end, and for a page that is not on the same server: tokens go there. */
export function nextPage(link: string | undefined, now: URL): URL | null {
  const target = linkPattern.exec(link ?? '')?.[1];
  if (target === undefined || !URL.canParse(target, now.href)) return null;
  const next = new URL(target, now);
  return next.origin === now.origin && next.href !== now.href ? next : null;
}
