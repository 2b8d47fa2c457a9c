import { useSyncExternalStore } from "react";
import { type Frame, frameOf, useBackflow } from "@/store";

/** While a number is dragged, panels follow it this often, in milliseconds: digits cannot be read any faster. */
const CALM = 60;

let shown: Frame | null = null;
let shownAt = 0;
let waiting: ReturnType<typeof setTimeout> | undefined;

function latest(): Frame {
  return frameOf(useBackflow.getState());
}

function getCalmFrame(): Frame {
  const frame = latest();
  // Another step, sample or graph is shown at once; other numbers wait their turn.
  const sameMoment =
    shown !== null &&
    shown.place === frame.place &&
    shown.sample === frame.sample &&
    shown.trace === frame.trace;
  if (shown === null || !sameMoment || performance.now() - shownAt >= CALM) {
    if (shown !== frame) shownAt = performance.now();
    shown = frame;
  }
  return shown;
}

function subscribe(listener: () => void): () => void {
  const unsubscribe = useBackflow.subscribe(() => {
    listener();
    clearTimeout(waiting);
    if (shown !== latest()) waiting = setTimeout(listener, CALM);
  });
  return () => {
    unsubscribe();
    clearTimeout(waiting);
  };
}

/** The frame for what is expensive to draw, such as equations: at most one a moment while a number is dragged. */
export function useCalmFrame(): Frame {
  return useSyncExternalStore(subscribe, getCalmFrame);
}
