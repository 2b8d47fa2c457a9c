import { canvasView } from "@/store";

/** What takes the focus by Tab. */
const FOCUSABLE =
  ":is(button, a[href], input, select, textarea, summary, [tabindex]):not([tabindex='-1'])";

/** Where something stands: what is around it, and what stands before it there. */
interface Standing {
  readonly around: Element;
  readonly before: Element | null;
}

/**
 * Hands the focus on where what was pressed by key goes with what it did, such as "Remove": to what stands in its place, else
 * to what follows or comes before it, as near as there is something. Else whoever goes on by keys would be at the top of the
 * page again, and a box around it would not hear Escape. Where the whole part of the page has closed, the canvas takes it. The
 * canvas keeps its own focus, and a part that gives it on by a rule of its own, in a layout effect, has done so by then. Returns
 * what stops it.
 */
export function startVanishedControls(): () => void {
  let leave = (): void => undefined;
  const press = (event: MouseEvent): void => {
    leave();
    const pressed = document.activeElement;
    // Keys click without a count of clicks.
    if (event.detail > 0 || !pressed || pressed.closest("[data-canvas]")) return;
    if (!(event.target instanceof Node && pressed.contains(event.target))) return;
    const way = standingsOf(pressed);
    const watch = new MutationObserver(() => {
      if (pressed.isConnected) return;
      leave();
      if (document.activeElement === document.body && !focusNear(way)) canvasView.get().focus(null);
    });
    const follow = (): void => {
      if (document.activeElement !== pressed) leave();
    };
    leave = () => {
      watch.disconnect();
      document.removeEventListener("focusin", follow);
    };
    // It may go later than at once, with what a worker answers.
    watch.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("focusin", follow);
  };
  document.addEventListener("click", press, { capture: true });
  return () => {
    leave();
    document.removeEventListener("click", press, { capture: true });
  };
}

/** From the nearest outwards, as far as the part of the page that an element is in. */
function standingsOf(element: Element): readonly Standing[] {
  const way: Standing[] = [];
  let inside = element;
  for (let around = element.parentElement; around; around = inside.parentElement) {
    // Beyond is the page itself.
    if (around.matches("main, body") || around.querySelector("main")) break;
    way.push({ around, before: inside.previousElementSibling });
    inside = around;
  }
  return way;
}

/** Gives the focus to the nearest that takes it; false where nothing is left of the part of the page. */
function focusNear(way: readonly Standing[]): boolean {
  for (const { around, before } of way) {
    if (!around.isConnected) continue;
    const found = [...around.querySelectorAll<HTMLElement>(FOCUSABLE)];
    const isAfter = (one: Element) =>
      !before?.isConnected ||
      (!before.contains(one) &&
        (before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
    const after = found.filter(isAfter);
    for (const one of [...after, ...found.toReversed()]) {
      one.focus();
      // What is not shown does not take it.
      if (document.activeElement === one) return true;
    }
  }
  return false;
}
