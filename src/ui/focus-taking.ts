/** What takes the keys that are typed: whoever is in it would lose them by losing the focus. */
const TAKES_KEYS =
  "input, textarea, select, [contenteditable], dialog, [role=dialog], [role=menu], [role=listbox]";

/**
 * Has a field or a box taken the focus since `before` had it? Then what is drawn only now, and would take it, has to leave
 * it there: somebody types.
 */
export function isFocusTaken(before: Element | null): boolean {
  const now = document.activeElement;
  return now !== before && now?.closest(TAKES_KEYS) != null;
}
