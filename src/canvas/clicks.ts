/**
 * Swallows the click that the browser makes of the press that is ending: it was the end of a gesture. A press that begins
 * before that click comes has a click of its own, which counts.
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
  window.addEventListener("pointerdown", () => ended.abort(), listening);
  // A finger's click comes in a later task than its release; where none comes, nothing may be swallowed later.
  setTimeout(() => ended.abort(), 60);
}
