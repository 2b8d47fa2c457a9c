import { type RefObject, useEffect, useEffectEvent } from "react";
import type { Range } from "@/graph";
import { FrameTask } from "@/ui";

/** The range zoomed about a number that keeps its place; null where it would become too narrow, or too wide, for floats. */
export function zoomedRange([lo, hi]: Range, centre: number, factor: number): Range | null {
  const next: Range = [centre + (lo - centre) * factor, centre + (hi - centre) * factor];
  const span = next[1] - next[0];
  return span > 1e-9 * Math.max(1, Math.abs(centre)) && span < 1e9 ? next : null;
}

/**
 * Follows the wheel over an element: where it stands, in pixels of the element, and how much wider the range becomes. All its
 * turns within a frame of the screen are one: the range is that of the frame before.
 */
export function useWheelZoom(
  element: RefObject<HTMLElement | null>,
  zoom: (x: number, y: number, factor: number) => void,
): void {
  // Whatever is drawn anew, the listener stays.
  const follow = useEffectEvent(zoom);
  // React's wheel listeners are passive: the page would scroll as well.
  useEffect(() => {
    const found = element.current;
    if (!found) return;
    let turned = 0;
    let at = { x: 0, y: 0 };
    const zooming = new FrameTask("time", () => {
      follow(at.x, at.y, Math.exp(turned));
      turned = 0;
    });
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const bounds = found.getBoundingClientRect();
      at = { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
      turned += Math.max(-1, Math.min(1, event.deltaY / 300));
      zooming.ask();
    };
    found.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      found.removeEventListener("wheel", onWheel);
      zooming.cancel();
    };
  }, [element]);
}
