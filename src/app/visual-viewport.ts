/** A keyboard takes more of the window than the bars of a browser, in pixels. */
const LEAST_KEYBOARD = 120;

/**
 * Keeps the page above the keyboard of a phone where the browser lays the keyboard over the page (Safari; Chromium and
 * Firefox shrink the page by themselves, as index.html asks them to). A view that is zoomed by two fingers is let be.
 */
export function startVisualViewport(): void {
  const view = window.visualViewport;
  if (!view) return;
  const fit = (): void => {
    const covered = window.innerHeight - view.height;
    const hasKeyboard = view.scale === 1 && covered > LEAST_KEYBOARD;
    const { style } = document.documentElement;
    if (hasKeyboard) style.setProperty("--page-height", `${view.height}px`);
    else style.removeProperty("--page-height");
    // Safari scrolls the page up to show the field; it now stands in view without that.
    if (hasKeyboard && view.offsetTop > 0) window.scrollTo(0, 0);
  };
  view.addEventListener("resize", fit);
}
