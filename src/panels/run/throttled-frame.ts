import { useSyncExternalStore } from "react";
import { type Frame, frameOf, useBackflow } from "@/store";
import { SharedView } from "@/ui";

/** While a number is dragged, panels follow it this often, in milliseconds: digits cannot be read any faster. */
const INTERVAL = 60;

let shownAt = 0;
let waiting: ReturnType<typeof setTimeout> | undefined;

const view = new SharedView<Frame>({
  latest: () => frameOf(useBackflow.getState()),
  isSame: (shown, next) => shown === next,
  subscribe: (follow) => {
    shownAt = performance.now();
    return useBackflow.subscribe(follow);
  },
  /** Another step, sample, graph or threshold is shown at once; other numbers wait their turn. */
  follow: (shown, next) => {
    const rest = shownAt + INTERVAL - performance.now();
    if (!isSameMoment(shown, next) || rest <= 0) update();
    else waiting ??= setTimeout(update, rest);
  },
  cancel: () => {
    clearTimeout(waiting);
    waiting = undefined;
  },
});

function update(): void {
  shownAt = performance.now();
  view.update();
}

function isSameMoment(shown: Frame, next: Frame): boolean {
  return (
    shown.playhead === next.playhead &&
    shown.sample === next.sample &&
    shown.trace === next.trace &&
    shown.document.thresholds === next.document.thresholds
  );
}

/** The frame for what is expensive to draw, such as equations: at most one a moment while a number is dragged. */
export function useThrottledFrame(): Frame {
  return useSyncExternalStore(view.subscribe, view.read);
}
