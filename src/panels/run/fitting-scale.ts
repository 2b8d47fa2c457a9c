import { type RefObject, useLayoutEffect, useState } from "react";

/** Sizes that an equation is tried at, times the ordinary one, until all of it is seen. */
const SCALES = [1, 0.92, 0.85, 0.78, 0.7, 0.62, 0.55, 0.5];
/** What is rounded, in pixels. */
const ROUNDING = 1;

/** Does something stand out of the board, or of what it scrolls in? */
function isCut(board: HTMLElement, frame: HTMLElement): boolean {
  const rows = Array.from(board.querySelectorAll<HTMLElement>("[data-row]"));
  if (rows.some((row) => row.scrollWidth > row.clientWidth + ROUNDING)) return true;
  const [content = board] = board.children;
  const foot = content.getBoundingClientRect().bottom + board.scrollTop + frame.scrollTop;
  return foot > frame.getBoundingClientRect().bottom + ROUNDING;
}

/**
 * Sets what stands on a board, `--scale`, as large as it can be with all of it seen, in the frame around it. Is it too
 * large even at the least size? The frame is what the board stands in.
 */
export function useFittingScale(board: RefObject<HTMLElement | null>, content: unknown): boolean {
  const [cut, setCut] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another content is another size.
  useLayoutEffect(() => {
    const element = board.current;
    const around = element?.parentElement;
    if (!element || !around) return;
    const measure = (): void => {
      const fitting = SCALES.find((scale) => {
        element.style.setProperty("--scale", String(scale));
        return !isCut(element, around);
      });
      element.setAttribute("data-cut", String(fitting === undefined));
      setCut(fitting === undefined);
    };
    measure();
    // Until the type of formulas is there, another has other measures.
    let stopped = false;
    void document.fonts?.ready.then(() => {
      if (!stopped) measure();
    });
    if (typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(measure);
    watch.observe(around);
    return () => {
      stopped = true;
      watch.disconnect();
    };
  }, [board, content]);
  return cut;
}
