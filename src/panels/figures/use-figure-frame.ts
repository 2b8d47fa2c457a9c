import { useSyncExternalStore } from "react";
import { type Frame, frameOf, useBackflow } from "@/store";
import { FrameTask, SharedView } from "@/ui";

const waiting = new FrameTask("paint", () => view.update());

const view = new SharedView<Frame>({
  latest: () => frameOf(useBackflow.getState()),
  isSame: (shown, next) => shown === next,
  subscribe: (follow) => useBackflow.subscribe(follow),
  follow: (shown, next) => {
    // What is chosen at a figure is built upon by the next choice, which may come before the next frame of the screen.
    if (next.document.figures !== shown.document.figures) view.update();
    else waiting.ask();
  },
  cancel: () => waiting.cancel(),
});

/**
 * The frame for figures: where another figure was chosen, the newest at once, else once for each frame of the screen. They
 * are in step with the canvas, and a number that is dragged faster than the screen can show is not drawn twice.
 */
export function useFigureFrame(): Frame {
  return useSyncExternalStore(view.subscribe, view.read);
}
