import { type RefObject, useLayoutEffect, useState } from "react";

/** Pixels. */
interface Extent {
  readonly width: number;
  readonly height: number;
}

/** The size of an element as it changes. */
export function useExtent(box: RefObject<HTMLElement | null>): Extent {
  const [extent, setExtent] = useState<Extent>({ width: 400, height: 184 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setExtent((last) =>
        last.width === width && last.height === height ? last : { width, height },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return extent;
}

/** The width of an element in pixels as it changes. */
export function useWidth(box: RefObject<HTMLElement | null>): number {
  return Math.max(120, useExtent(box).width);
}
