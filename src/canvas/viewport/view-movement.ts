import type { OnMove, OnMoveEnd, OnMoveStart } from "@xyflow/react";
import { type RefObject, useMemo } from "react";
import { documentOf, useBackflow } from "@/store";
import { isLarge } from "../flow/level-of-detail";
import { noteMovement } from "../painting/deferred-mount";

interface ViewMovement {
  readonly onMoveStart: OnMoveStart;
  readonly onMove: OnMove;
  readonly onMoveEnd: OnMoveEnd;
}

/**
 * What follows when React Flow moves the view: moved by hand, it is left where it is put, and no longer follows the
 * playhead. While a pointer drags it, the canvas has `data-dragged`. `opened` tells documents apart.
 */
export function useViewMovement(
  canvas: RefObject<HTMLElement | null>,
  opened: number,
): ViewMovement {
  return useMemo(
    () => ({
      // Only what is moved by hand comes with an event.
      onMoveStart: (event) => {
        if (event) useBackflow.getState().setCameraFollows(false);
      },
      onMove: (event) => {
        if (event && isLarge(documentOf(useBackflow.getState()).graph)) noteMovement();
        // Not before it moves: a click has to reach what is below it.
        if (event?.type === "mousemove") canvas.current?.setAttribute("data-dragged", "true");
      },
      onMoveEnd: (_event, viewport) => {
        canvas.current?.removeAttribute("data-dragged");
        const state = useBackflow.getState();
        // The end of a movement may be told after another document was opened.
        if (state.opened === opened) state.setViewport(state.cameraFollows ? null : viewport);
      },
    }),
    [canvas, opened],
  );
}
