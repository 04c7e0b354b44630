/** Marks a field as left. Its fault may need a line of its own, and that line moves what is below. */
import { type FocusEvent, useEffect, useMemo } from 'react';
import type { Store } from '../../../shared/lib/store.ts';
import { fieldAt } from '../model/focus-field.ts';
import { type FormState, touch } from '../model/form.ts';

/**
 * A field left by a click is marked once the button is up again: else what was pressed would move
 * away from under the pointer and the click be lost.
 */
export function useTouch(form: Store<FormState>): (event: FocusEvent) => void {
  const press = useMemo(() => ({ down: false, waiting: [] as string[] }), []);
  useEffect(() => {
    const stop = new AbortController();
    const down = () => {
      press.down = true;
    };
    const up = () => {
      press.down = false;
      // The click itself comes after.
      setTimeout(() => {
        for (const field of press.waiting.splice(0)) touch(form, field);
      });
    };
    const options = { capture: true, signal: stop.signal };
    window.addEventListener('pointerdown', down, options);
    window.addEventListener('pointerup', up, options);
    window.addEventListener('pointercancel', up, options);
    return () => stop.abort();
  }, [form, press]);
  return (event) => {
    const field = fieldAt(event.target);
    if (!field) return;
    if (press.down) press.waiting.push(field);
    else touch(form, field);
  };
}
