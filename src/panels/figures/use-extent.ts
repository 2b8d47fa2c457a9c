import { type RefObject, useLayoutEffect, useState } from "react";

/** Width and height of an element in pixels, as they change; 0 before it is drawn. */
export function useExtent(element: RefObject<HTMLElement | null>): readonly [number, number] {
  const [extent, setExtent] = useState<readonly [number, number]>([0, 0]);
  useLayoutEffect(() => {
    const found = element.current;
    if (!found) return;
    const measure = () => setExtent([found.clientWidth, found.clientHeight]);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(found);
    return () => observer.disconnect();
  }, [element]);
  return extent;
}
