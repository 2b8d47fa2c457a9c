import { type RefObject, useEffect, useEffectEvent } from "react";

/**
 * A finger up or down an element scrolls the pane to what stands below, as its `touch-action: pan-y` lets the browser do,
 * unless the finger holds something there, in pixels of the element, or zooms with another one. Fingers elsewhere on the
 * page do not count. It is the move that is kept from the browser and not the touch: taps are clicks as ever.
 */
export function useTouchHold(
  element: RefObject<HTMLElement | null>,
  isHeld: (x: number, y: number) => boolean,
): void {
  const holds = useEffectEvent((event: TouchEvent, found: HTMLElement) => {
    const [finger, another] = [...event.touches].filter(
      ({ target }) => target instanceof Node && found.contains(target),
    );
    if (!finger || (event.target instanceof Element && event.target.closest("button")))
      return false;
    const bounds = found.getBoundingClientRect();
    return (
      another !== undefined || isHeld(finger.clientX - bounds.left, finger.clientY - bounds.top)
    );
  });
  // React's listeners of touches are passive.
  useEffect(() => {
    const found = element.current;
    if (!found) return;
    let isHolding = false;
    const onTouchStart = (event: TouchEvent) => {
      isHolding = holds(event, found);
    };
    const onTouchMove = (event: TouchEvent) => {
      // What already scrolls cannot be held.
      if (isHolding && event.cancelable) event.preventDefault();
    };
    found.addEventListener("touchstart", onTouchStart, { passive: true });
    found.addEventListener("touchmove", onTouchMove, { passive: false });
    return () => {
      found.removeEventListener("touchstart", onTouchStart);
      found.removeEventListener("touchmove", onTouchMove);
    };
  }, [element]);
}
