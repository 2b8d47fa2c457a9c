import { useSyncExternalStore } from "react";

/** A rectangle in pixels, from the upper left corner of something. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Whatever lies over the work, such as a panel, the legend or a row of buttons, declares itself here; who draws the work
 * asks what is covered, and keeps what matters out of it.
 */
const covers = new Set<HTMLElement>();
const listeners = new Set<() => void>();
let turn = 0;
let observer: ResizeObserver | null = null;

function tell(): void {
  turn++;
  for (const listener of listeners) listener();
}

/** Declares an element as one that covers the work: `ref={declareCover}`. */
export function declareCover(element: HTMLElement | null): (() => void) | undefined {
  if (!element) return undefined;
  covers.add(element);
  // In a test without a page there is nothing to measure.
  if (typeof ResizeObserver !== "undefined") {
    observer ??= new ResizeObserver(tell);
    observer.observe(element);
  }
  return () => {
    covers.delete(element);
    observer?.unobserve(element);
    tell();
  };
}

/** What covers an element now, in pixels from its corner. What is not shown covers nothing. */
export function coversOver(element: Element): readonly Box[] {
  const frame = element.getBoundingClientRect();
  return Array.from(covers, (cover) => cover.getBoundingClientRect())
    .map((box) => ({
      left: Math.max(0, box.left - frame.left),
      top: Math.max(0, box.top - frame.top),
      right: Math.min(frame.width, box.right - frame.left),
      bottom: Math.min(frame.height, box.bottom - frame.top),
    }))
    .filter(({ left, top, right, bottom }) => right > left && bottom > top);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Another number whenever something comes to cover the work, goes, or changes its size. */
export function useCoverTurn(): number {
  return useSyncExternalStore(subscribe, () => turn);
}
