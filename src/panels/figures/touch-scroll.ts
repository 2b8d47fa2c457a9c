import { type RefObject, useEffect, useEffectEvent } from "react";

/**
 * A finger up or down an element scrolls the pane to what stands below, as its `touch-action: pan-y` lets the browser do,
 * unless the finger holds something there, in pixels of the element, or zooms with another one.
 */
export function useTouchHold(
  element: RefObject<HTMLElement | null>,
  isHeld: (x: number, y: number) => boolean,
): void {
  const holdsBack = useEffectEvent((event: TouchEvent, found: HTMLElement) => {
    const [finger] = event.touches;
    if (!finger || (event.target instanceof Element && event.target.closest("button"))) return;
    const bounds = found.getBoundingClientRect();
    const isOfMany = event.touches.length > 1;
    if (isOfMany || isHeld(finger.clientX - bounds.left, finger.clientY - bounds.top)) {
      event.preventDefault();
    }
  });
  // React's listeners of touches are passive.
  useEffect(() => {
    const found = element.current;
    if (!found) return;
    const onTouchStart = (event: TouchEvent) => holdsBack(event, found);
    found.addEventListener("touchstart", onTouchStart, { passive: false });
    return () => found.removeEventListener("touchstart", onTouchStart);
  }, [element]);
}
