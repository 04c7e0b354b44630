/**
 * What may stand as a user, a host or a port on the way to a program's arguments or a file. The
 * rules are those of OpenSSH (`valid_hostname` and `valid_ruser` in ssh.c), and a little stricter:
 * no white space in either.
 */
const control = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029]/;
const shellMarks = /['`";&<>|(){}]/;

/** 253 is DNS's limit; the rest is for a zone of IPv6. */
const hostLengthMax = 300;
const userLengthMax = 256;

export function isHostName(host: string): boolean {
  return (
    host !== '' &&
    host.length <= hostLengthMax &&
    !host.startsWith('-') &&
    !control.test(host) &&
    !shellMarks.test(host) &&
    !/[$\\@/,]/.test(host)
  );
}

export function isUserName(user: string): boolean {
  return (
    user !== '' &&
    user.length <= userLengthMax &&
    !user.startsWith('-') &&
    !control.test(user) &&
    !shellMarks.test(user) &&
    !user.endsWith('\\')
  );
}

/** The port in the text, or undefined where it is none. Digits only: `+22` and `0x16` are none. */
export function portOf(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? port : undefined;
}
