/**
 * Swallows the click that the browser makes of the press that is ending: it was the end of a gesture. A press or a key that
 * comes before that click has a click of its own, which counts.
 */
export function suppressClick(): void {
  const ended = new AbortController();
  const listening = { capture: true, signal: ended.signal };
  window.addEventListener(
    "click",
    (event) => {
      event.stopPropagation();
      event.preventDefault();
      ended.abort();
    },
    listening,
  );
  for (const next of ["pointerdown", "keydown"]) {
    window.addEventListener(next, () => ended.abort(), listening);
  }
  // A finger's click comes in a later task than its release, on a slow phone much later; where none comes, nothing
  // may be swallowed for ever.
  setTimeout(() => ended.abort(), 1000);
}
