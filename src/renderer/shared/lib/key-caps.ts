/** Key bindings in tinykeys syntax, worded as the caps of this platform. Pure. */

const names: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Space: 'Space',
  Backquote: '`',
  Comma: ',',
  Period: '.',
  Slash: '/',
};

export const isMac = (): boolean =>
  typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);

function cap(key: string, mac: boolean): string {
  if (key === '$mod') return mac ? '⌘' : 'Ctrl';
  if (key === 'Shift') return mac ? '⇧' : 'Shift';
  if (key === 'Alt') return mac ? '⌥' : 'Alt';
  if (key === 'Control') return mac ? '⌃' : 'Ctrl';
  const letter = /^Key([A-Z])$/.exec(key) ?? /^Digit(\d)$/.exec(key);
  return letter?.[1] ?? names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** `$mod+Shift+KeyR` → [`Ctrl+Shift+R`]; `g c` → [`G`, `C`] (one after the other). */
export function keyCaps(keys: string, mac: boolean = isMac()): string[] {
  return keys.split(' ').map((chord) =>
    chord
      .split('+')
      .map((key) => cap(key, mac))
      .join(mac ? '' : '+'),
  );
}
