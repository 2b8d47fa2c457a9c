import { useSyncExternalStore } from "react";
import type { BackflowDocument } from "@/graph";
import { documentOf, type TrainingSession, useBackflow, useTraining } from "@/store";
import { FrameTask, SharedView } from "@/ui";

/** What plots and tables show of a run. */
export interface PlottedRun {
  readonly session: TrainingSession;
  readonly document: BackflowDocument;
}

/** Frames since there is something new. */
let frames = 0;
const waiting = new FrameTask("rest", () => {
  // At the end of the first frame the canvas is yet to be drawn.
  if (++frames < 2) waiting.ask();
  else view.update();
});

const view = new SharedView<PlottedRun>({
  latest: () => ({
    session: useTraining.getState(),
    document: documentOf(useBackflow.getState()),
  }),
  isSame: (shown, next) => shown.session === next.session && shown.document === next.document,
  subscribe: (follow) => {
    const [ofSession, ofDocument] = [useTraining.subscribe(follow), useBackflow.subscribe(follow)];
    return () => {
      ofSession();
      ofDocument();
    };
  },
  follow: (_, { session }) => {
    if (!session.running) {
      view.update();
    } else if (!waiting.isAsked) {
      frames = 0;
      waiting.ask();
    }
  },
  cancel: () => waiting.cancel(),
});

/**
 * A part of the run as plots and tables show it. While it goes on they come a frame after the canvas, so that no frame has to
 * draw both; where it rests, at once.
 */
export function usePlottedRun<Part>(select: (run: PlottedRun) => Part): Part {
  const read = () => select(view.read());
  return useSyncExternalStore(view.subscribe, read, read);
}
