import { type RefObject, useLayoutEffect, useState } from "react";

/** Sizes that an equation is tried at, times the ordinary one, until all of it is seen. */
const SCALES = [1, 0.92, 0.85, 0.78, 0.7, 0.62, 0.55, 0.5];
/** Below this an equation is hard to read: rather than so small, the short one is shown. */
const READABLE = 0.6;
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

export interface Fitting {
  /** Too large even at the least size. */
  readonly cut: boolean;
  /** Seen whole only where it is too small to be read with ease. */
  readonly tiny: boolean;
}

/**
 * Sets the type of a board, whose content is sized in em, as large as it can be with all of it seen, in the frame around it. The frame
 * is what the board stands in.
 */
export function useFittingScale(board: RefObject<HTMLElement | null>, content: unknown): Fitting {
  const [fitted, setFitted] = useState<Fitting>({ cut: false, tiny: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another content is another size.
  useLayoutEffect(() => {
    const element = board.current;
    const around = element?.parentElement;
    if (!element || !around) return;
    const measure = (): void => {
      const fitting = SCALES.find((scale) => {
        element.style.fontSize = `${scale}rem`;
        return !isCut(element, around);
      });
      element.setAttribute("data-cut", String(fitting === undefined));
      const cut = fitting === undefined;
      const tiny = (fitting ?? 0) < READABLE;
      setFitted((before) => (before.cut === cut && before.tiny === tiny ? before : { cut, tiny }));
    };
    measure();
    // A face of the type of formulas is fetched when the first formula asks for it: until then another has other measures.
    document.fonts?.addEventListener("loadingdone", measure);
    const watch = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(measure);
    watch?.observe(around);
    return () => {
      document.fonts?.removeEventListener("loadingdone", measure);
      watch?.disconnect();
    };
  }, [board, content]);
  return fitted;
}
