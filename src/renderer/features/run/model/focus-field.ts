/** Fields are found by their address, `data-field`: errors and mends lead a person there. */

export const fieldAt = (element: Element): string | undefined =>
  element.closest<HTMLElement>('[data-field]')?.dataset.field;

/** Puts the focus into a field; false when it is not on screen. */
export function focusField(field: string): boolean {
  const place = document.querySelector(`[data-field="${CSS.escape(field)}"]`);
  const control = place?.querySelector<HTMLElement>('input:not([type=hidden]), textarea, button');
  if (!control) return false;
  control.focus();
  control.scrollIntoView({ block: 'nearest' });
  return true;
}

/** The first of these as they stand on screen. */
export function focusFirst(fields: ReadonlySet<string>): void {
  const places = document.querySelectorAll<HTMLElement>('[data-field]');
  const first = [...places].find((place) => fields.has(place.dataset.field ?? ''));
  if (first?.dataset.field) focusField(first.dataset.field);
}
