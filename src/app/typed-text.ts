/** Fields in which something may be half-typed. */
const TEXT_FIELDS = "input:not([type=range]), textarea, [contenteditable]";

/** Commits what is half-typed, as leaving its field by hand does. What is no field keeps the focus. */
export function leaveField(): void {
  const active = document.activeElement;
  if (active instanceof HTMLElement && active.matches(TEXT_FIELDS)) active.blur();
}
