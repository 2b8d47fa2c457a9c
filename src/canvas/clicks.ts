/** Swallows the click that the browser makes of the press that is ending: it was the end of a gesture. */
export function suppressClick(): void {
  const swallow = (event: Event): void => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  // A finger's click comes in a later task than its release.
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 60);
}
