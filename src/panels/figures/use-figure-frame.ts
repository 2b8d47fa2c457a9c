import { useSyncExternalStore } from "react";
import { type Frame, frameOf, useBackflow } from "@/store";

/**
 * The frame for figures: the newest, once for each frame of the screen. They are in step with the canvas, and a number
 * that is dragged faster than the screen can show is not drawn twice.
 */
export function useFigureFrame(): Frame {
  return useSyncExternalStore(subscribe, () => shown ?? latest());
}

const listeners = new Set<() => void>();
let shown: Frame | null = null;
let waiting: number | undefined;
let unfollow = () => {};

function latest(): Frame {
  return frameOf(useBackflow.getState());
}

function update(): void {
  waiting = undefined;
  const frame = latest();
  if (frame === shown) return;
  shown = frame;
  for (const listener of listeners) listener();
}

function follow(): void {
  if (latest() !== shown) waiting ??= requestAnimationFrame(update);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    unfollow = useBackflow.subscribe(follow);
    shown = latest();
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    unfollow();
    if (waiting !== undefined) cancelAnimationFrame(waiting);
    waiting = undefined;
    shown = null;
  };
}
