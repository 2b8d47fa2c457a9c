import { type RefObject, useCallback, useLayoutEffect, useState } from "react";
import { type RowGeometry, rowsInSight, scrollToRow } from "./row-geometry";

/** What of the table is in sight. */
export interface TableView {
  /** Rows that are drawn: from, to before `to`. */
  readonly from: number;
  readonly to: number;
  /** How far it is scrolled to the right, in pixels; steps of a column. */
  readonly left: number;
  /** Of the part that scrolls. */
  readonly width: number;
  readonly height: number;
}

/** Watches what is in sight; it changes when another row or column comes into it, not at every pixel. */
export function useTableView(
  scroller: RefObject<HTMLElement | null>,
  geometry: RowGeometry,
  head: number,
  columnStep: number,
): { readonly view: TableView; readonly reveal: (row: number) => void } {
  const [view, setView] = useState<TableView>({ from: 0, to: 1, left: 0, width: 0, height: 0 });
  const { rows, training, rowHeight } = geometry;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = (): void => {
      const height = Math.max(0, element.clientHeight - head);
      const { from, to } = rowsInSight({ rows, training, rowHeight }, element.scrollTop, height);
      const left = Math.floor(element.scrollLeft / columnStep) * columnStep;
      const width = element.clientWidth;
      setView((before) =>
        before.from === from &&
        before.to === to &&
        before.left === left &&
        before.width === width &&
        before.height === height
          ? before
          : { from, to, left, width, height },
      );
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [scroller, rows, training, rowHeight, head, columnStep]);

  const reveal = useCallback(
    (row: number): void => {
      const element = scroller.current;
      if (!element) return;
      const height = Math.max(0, element.clientHeight - head);
      const rowGeometry = { rows, training, rowHeight };
      element.scrollTop = scrollToRow(rowGeometry, row, element.scrollTop, height);
    },
    [scroller, rows, training, rowHeight, head],
  );
  return { view, reveal };
}
