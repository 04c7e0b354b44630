/** OSC 52: a program asks to read or write the clipboard. Source: xterm's control sequences. Pure. */

/** Enough for a file of text; a program must not fill the clipboard without end. */
const limitBytes = 256 * 1024;

export type ClipboardAsk =
  | { readonly kind: 'write'; readonly text: string }
  /** Never answered: what a person copied is not for programs. */
  | { readonly kind: 'read' }
  | { readonly kind: 'nonsense' };

/** `data` is what stands behind `52;`. */
export function clipboardAsk(data: string): ClipboardAsk {
  const at = data.indexOf(';');
  const value = data.slice(at + 1);
  if (at < 0 || value.length > limitBytes * 1.4) return { kind: 'nonsense' };
  if (value === '?') return { kind: 'read' };
  try {
    const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
    if (bytes.length > limitBytes) return { kind: 'nonsense' };
    return { kind: 'write', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'nonsense' };
  }
}
