import { useReactFlow } from "@xyflow/react";
import { type MouseEvent, useMemo, useRef } from "react";
import type { NodeId, Wire } from "@/graph";
import { sizeOfOp } from "@/layout";
import { selectedNodes, selectedWire, traceOfState, useBackflow } from "@/store";
import type { FlowNode } from "../flow/flow-elements";
import { wireOf } from "../wires/wire-elements";
import { nearestWire } from "../wires/wire-search";
import { FINGER } from "./context-menu";

const CONTROLS = "input, button";

/** What clicks select, and what a double click asks for. Node selection by modifier keys is React Flow's. */
export function useCanvasClicks() {
  const flow = useReactFlow();
  /** What was selected before the first click of a double click. */
  const letGo = useRef<ReadonlySet<NodeId>>(new Set());
  /** The wire under the first click of a double click. */
  const met = useRef<Wire | null>(null);
  return useMemo(() => {
    const pointOf = ({ clientX, clientY }: MouseEvent) =>
      flow.screenToFlowPosition({ x: clientX, y: clientY });
    const isPane = (event: MouseEvent): boolean =>
      event.target instanceof Element && event.target.matches(".react-flow__pane");
    const wireOfEvent = (event: MouseEvent) => {
      if (!(event.target instanceof Element) || event.target.closest(CONTROLS)) return null;
      const wire = wireOf(event.target);
      if (wire || !isPane(event) || !matchMedia("(pointer: coarse)").matches) return wire;
      return nearestWire(pointOf(event), FINGER / flow.getZoom());
    };
    return {
      /** While a node is pressed to be changed or moved, a map shows what was chosen for it, and no longer the node that is pointed at. */
      onPointerDownCapture: pointAtNothing,
      /** Before anything is selected or let go of. */
      onClickCapture: (event: MouseEvent) => {
        if (event.detail !== 1) return;
        letGo.current = selectedNodes(useBackflow.getState());
        met.current = null;
      },
      onClick: (event: MouseEvent) => {
        const state = useBackflow.getState();
        const wire = wireOfEvent(event);
        if (wire && event.detail === 1) met.current = wire;
        if (wire) state.selectWire(wire);
        else if (isPane(event) && (selectedWire(state) || selectedNodes(state).size > 0)) {
          state.select(new Set());
        }
      },
      onDoubleClick: (event: MouseEvent) => {
        const state = useBackflow.getState();
        const anchor = { x: event.clientX, y: event.clientY };
        const at = pointOf(event);
        // The first click of the two may have put a grip of the wire under the second.
        const wire = met.current ?? wireOfEvent(event);
        if (met.current) state.setHand(null);
        const { width, height } = sizeOfOp("linear");
        const position = { x: at.x - width / 2, y: at.y - height / 2 };
        if (wire) state.setNodeSearch({ kind: "insert", anchor, position, wire });
        else if (isPane(event)) {
          const node = letGo.current.values().next().value ?? null;
          state.setNodeSearch({ kind: "add", anchor, position, node });
        }
      },
      onNodeClick: (event: MouseEvent, node: FlowNode) => {
        if (event.target instanceof Element && event.target.closest(CONTROLS)) return;
        const modified = event.shiftKey || event.ctrlKey || event.metaKey;
        if (modified) return;
        const state = useBackflow.getState();
        if (selectedNodes(state).size > 1) state.select(new Set([node.id]));
        seekWhileRunning(node.id);
      },
      onNodeDoubleClick: ({ target }: MouseEvent) => {
        // On a number it selects the number.
        if (target instanceof Element && target.closest(CONTROLS)) return;
        useBackflow.getState().setPanel("node");
      },
    };
  }, [flow]);
}

/** While a run is under way, a click on a node moves the playhead to its step in the part that is played. */
function seekWhileRunning(id: NodeId): void {
  const state = useBackflow.getState();
  const { steps } = traceOfState(state);
  const part = steps[state.playhead - 1]?.part;
  if (!part || state.playhead === steps.length) return;
  const found = steps.findIndex(
    (step) => step.part === part && step.node === id && (state.showOptional || !step.optional),
  );
  if (found >= 0) state.seek(found + 1);
}

/** The same functions at every drawing: others would have all nodes drawn anew. */
export function pointAtNode(_: unknown, { id }: { readonly id: string }): void {
  useBackflow.getState().setPointed(id);
}

export function pointAtNothing(): void {
  const { pointed, setPointed } = useBackflow.getState();
  if (pointed !== null) setPointed(null);
}
