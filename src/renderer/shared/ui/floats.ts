/**
 * Where menus stand: in a named region of the page, so that nothing is outside of a landmark. Inside
 * a dialog there is none, and they stand within the dialog.
 */
import { createContext, useContext } from 'react';

export const FloatsContext = createContext<HTMLElement | null>(null);

/** Props for a `Portal`. */
export function useFloats(): { readonly container?: HTMLElement } {
  const container = useContext(FloatsContext);
  return container ? { container } : {};
}
