import { useSyncExternalStore } from "react";
import { type Frame, frameOf, useBackflow } from "@/store";

/** While a number is dragged, panels follow it this often, in milliseconds: digits cannot be read any faster. */
const CALM = 60;

/** All that show the calm frame: they share it, and with it one subscription and one timer. */
const listeners = new Set<() => void>();
/** What they show; null where there are none, for then nobody keeps it up to date. */
let shown: Frame | null = null;
let shownAt = 0;
let waiting: ReturnType<typeof setTimeout> | undefined;
let unfollow = () => {};

function latest(): Frame {
  return frameOf(useBackflow.getState());
}

function getCalmFrame(): Frame {
  return shown ?? latest();
}

function update(): void {
  clearTimeout(waiting);
  waiting = undefined;
  const frame = latest();
  if (frame === shown) return;
  shown = frame;
  shownAt = performance.now();
  for (const listener of listeners) listener();
}

/** Another step, sample, graph or threshold is shown at once; other numbers wait their turn. */
function follow(): void {
  const frame = latest();
  const rest = shownAt + CALM - performance.now();
  if (frame === shown || !isSameMoment(frame) || rest <= 0) update();
  else waiting ??= setTimeout(update, rest);
}

function isSameMoment(frame: Frame): boolean {
  return (
    shown !== null &&
    shown.playhead === frame.playhead &&
    shown.sample === frame.sample &&
    shown.trace === frame.trace &&
    shown.document.thresholds === frame.document.thresholds
  );
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    unfollow = useBackflow.subscribe(follow);
    update();
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    unfollow();
    clearTimeout(waiting);
    waiting = undefined;
    shown = null;
  };
}

/** The frame for what is expensive to draw, such as equations: at most one a moment while a number is dragged. */
export function useThrottledFrame(): Frame {
  return useSyncExternalStore(subscribe, getCalmFrame);
}
