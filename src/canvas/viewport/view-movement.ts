import type { OnMove, OnMoveEnd, OnMoveStart, Viewport } from "@xyflow/react";
import { type RefObject, useMemo, useRef } from "react";
import { documentOf, useBackflow } from "@/store";
import { isLarge } from "../flow/level-of-detail";
import { noteMovement } from "../painting/deferred-mount";

interface ViewMovement {
  readonly onMoveStart: OnMoveStart;
  readonly onMove: OnMove;
  readonly onMoveEnd: OnMoveEnd;
}

/** A hand trembles while it clicks: a view that is moved no further, in pixels, is let be. */
const FIRST_MOVE = 3;

/**
 * What follows when React Flow moves the view: moved by hand, it is left where it is put, and no longer follows the
 * playhead. While a pointer drags it, the canvas has `data-dragged`. `opened` tells documents apart.
 */
export function useViewMovement(
  canvas: RefObject<HTMLElement | null>,
  opened: number,
): ViewMovement {
  const from = useRef<Viewport | null>(null);
  return useMemo(
    () => ({
      // It begins with each press, also with one that moves nothing.
      onMoveStart: (_event, viewport) => {
        from.current = viewport;
      },
      onMove: (event, { x, y, zoom }) => {
        const start = from.current;
        // Only what is moved by hand comes with an event.
        if (event && start) {
          const isMoved = zoom !== start.zoom || Math.hypot(x - start.x, y - start.y) > FIRST_MOVE;
          if (isMoved) {
            from.current = null;
            useBackflow.getState().setCameraFollows(false);
          }
        }
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
