import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import type { NodeId, Position } from "@/graph";
import { sizeOfOp } from "@/layout";
import { canvasView, useBackflow } from "@/store";
import { placeOp } from "../wires/wire-elements";
import { useFocusRing } from "./focus-ring";
import { createFocusSeeking } from "./focus-seeking";
import { useRevealing } from "./reveal";
import { showNodes } from "./shown-nodes";
import { stopsOf } from "./tab-order";
import { useZooming } from "./zoom";

/** Frames within which a node is drawn that was just added, or that was out of view. */
const FRAMES = 3;

/** Lets commands ask where the pointer is, and move the view and the focus. */
export function ViewProvider() {
  const flow = useReactFlow();
  const store = useStoreApi();
  const reveal = useRevealing();
  const zoomBy = useZooming();
  useFocusRing();
  useEffect(() => {
    const pane = (): HTMLElement | null => store.getState().domNode;
    let pointer: Position | null = null;
    const follow = (event: PointerEvent): void => {
      const inside = event.target instanceof Node && pane()?.contains(event.target);
      pointer =
        inside && event.pointerType !== "touch" ? { x: event.clientX, y: event.clientY } : null;
    };
    const middle = (): Position => {
      const box = pane()?.getBoundingClientRect();
      return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : { x: 0, y: 0 };
    };
    const seeking = createFocusSeeking(FRAMES);
    const drawnNode = (id: NodeId): HTMLElement | null | undefined =>
      pane()?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
    const withdraw = canvasView.provide({
      locate: () => {
        const anchor = pointer ?? middle();
        const position = flow.screenToFlowPosition(anchor);
        const { width, height } = sizeOfOp("linear");
        const corner = { x: position.x - width / 2, y: position.y - height / 2 };
        return { anchor, position, corner };
      },
      zoomBy: (factor) => {
        zoomBy(factor);
        useBackflow.getState().setCameraFollows(false);
      },
      panBy: (x, y) => {
        const view = flow.getViewport();
        void flow.setViewport({ ...view, x: view.x + x, y: view.y + y });
        useBackflow.getState().setCameraFollows(false);
      },
      focus: (id, stop = "first") => {
        if (id === null) {
          seeking.end();
          pane()?.closest<HTMLElement>("[data-canvas]")?.focus({ preventScroll: true });
          return;
        }
        reveal(id);
        seeking.seek(id, (sought) => {
          const drawn = drawnNode(sought);
          return drawn && stopsOf(drawn).at(stop === "first" ? 0 : -1);
        });
      },
      reveal,
      show: showNodes,
      focusedNode: () => {
        const sought = seeking.sought();
        if (sought !== null) return sought;
        const focused = pane()?.querySelector(".react-flow__node:focus");
        return focused?.getAttribute("data-id") ?? null;
      },
      dropOp: (op, clientX, clientY) => {
        const under = document.elementFromPoint(clientX, clientY);
        if (!under || !pane()?.contains(under)) return false;
        placeOp(op, flow.screenToFlowPosition({ x: clientX, y: clientY }));
        return true;
      },
    });
    window.addEventListener("pointermove", follow);
    return () => {
      window.removeEventListener("pointermove", follow);
      withdraw();
    };
  }, [flow, store, reveal, zoomBy]);
  return null;
}
