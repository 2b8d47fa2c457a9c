import { type RefObject, useLayoutEffect, useState } from "react";

/** The room of an element, in pixels. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

const NONE: Extent = { width: 0, height: 0 };

/** The size of an element as it changes; none before it is drawn. */
export function useExtent(element: RefObject<HTMLElement | null>): Extent {
  const [extent, setExtent] = useState(NONE);
  useLayoutEffect(() => {
    const found = element.current;
    if (!found) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = found;
      setExtent((last) =>
        last.width === width && last.height === height ? last : { width, height },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(found);
    return () => observer.disconnect();
  }, [element]);
  return extent;
}
