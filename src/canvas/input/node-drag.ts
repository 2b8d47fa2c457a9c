import type { NodePositionChange } from "@xyflow/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  type BackflowDocument,
  fitsIntoWire,
  type NodeId,
  type Position,
  type Wire,
} from "@/graph";
import { sizeOf } from "@/layout";
import { opOf } from "@/ops";
import { documentOf, insertNode, useBackflow } from "@/store";
import type { FlowNode } from "../flow/flow-elements";
import { lightWire, NEAR_WIRE } from "../wires/wire-elements";
import { nearestWire } from "../wires/wire-search";

interface Drag {
  readonly gesture: string;
  /** What the drag has made so far. Any other graph or layout is somebody else's: then the drag is over. */
  document: BackflowDocument;
  over: boolean;
  /** The node that may be put into a wire. */
  readonly free: NodeId | null;
  into: Wire | null;
}

let drags = 0;

function beginDrag(free: NodeId | null): Drag {
  drags++;
  const document = documentOf(useBackflow.getState());
  return { gesture: `drag:${drags}`, document, over: false, free, into: null };
}

/**
 * Nodes that are dragged: all of it is one undo. A node without wires goes into the wire that it is dropped on. An undo
 * or a deletion in the middle ends the drag.
 */
export function useNodeDrag() {
  const drag = useRef<Drag | null>(null);
  // React Flow would go on moving the view at its edge after a drag that was cut off.
  const [dragging, setDragging] = useState(false);

  const stop = useCallback(() => {
    if (drag.current) drag.current.over = true;
    lightWire(null);
    setDragging(false);
  }, []);

  const move = useCallback(
    (changes: readonly NodePositionChange[]) => {
      if (changes.length === 0) return;
      // After a pinch React Flow goes on with a drag that it never began.
      if (!drag.current && changes.some(({ dragging }) => dragging)) drag.current = beginDrag(null);
      const current = drag.current;
      if (!current || current.over) return;
      const state = useBackflow.getState();
      const { graph, layout } = documentOf(state);
      // Only graph and layout count: another title, as a copy of the document gets one, does not end the drag.
      if (graph !== current.document.graph || layout !== current.document.layout) {
        stop();
        return;
      }
      const moves = new Map<NodeId, Position>();
      for (const { id, position } of changes) {
        // Adding 0 makes 0 of −0, which links would have to spell out.
        if (position)
          moves.set(id, { x: Math.round(position.x) + 0, y: Math.round(position.y) + 0 });
      }
      state.moveNodes(moves, current.gesture);
      current.document = documentOf(useBackflow.getState());
    },
    [stop],
  );

  const handlers = useMemo(
    () => ({
      onNodeDragStart: (_event: unknown, _node: FlowNode, nodes: FlowNode[]) => {
        const document = documentOf(useBackflow.getState());
        const [only] = nodes;
        const free = only && nodes.length === 1 && isFree(document, only.id) ? only.id : null;
        drag.current = beginDrag(free);
        setDragging(true);
      },
      onNodeDrag: (_event: unknown, node: FlowNode) => {
        const current = drag.current;
        if (!current || current.over || current.free !== node.id) return;
        const into = wireUnder(current, node.id);
        if (into !== current.into) lightWire(into);
        current.into = into;
      },
      onNodeDragStop: () => {
        const current = drag.current;
        drag.current = null;
        setDragging(false);
        if (!current || current.over) return;
        lightWire(null);
        if (current.free && current.into) insertNode(current.free, current.into, current.gesture);
      },
    }),
    [],
  );

  // A drag that is cut off, by a second finger or because its node is gone, ends without a word from React Flow.
  useEffect(() => {
    if (!dragging) return;
    const current = drag.current;
    const end = (): void => {
      setTimeout(() => {
        if (drag.current !== current) return;
        stop();
        drag.current = null;
      });
    };
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
    return () => {
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
    };
  }, [dragging, stop]);

  return { dragging, move, stop, handlers };
}

/** Nothing is wired to it, and it has both an input and an output. */
function isFree({ graph }: BackflowDocument, id: NodeId): boolean {
  const node = graph.nodes.find((candidate) => candidate.id === id);
  const kind = node && opOf(node.op).kind;
  if (kind === undefined || kind === "leaf" || kind === "loss") return false;
  return graph.wires.every(({ source, target }) => source !== id && target !== id);
}

function wireUnder({ document }: Drag, id: NodeId): Wire | null {
  const node = document.graph.nodes.find((candidate) => candidate.id === id);
  const position = document.layout.get(id);
  if (!node || !position) return null;
  const { width, height } = sizeOf(node);
  const middle = { x: position.x + width / 2, y: position.y + height / 2 };
  const wire = nearestWire(middle, NEAR_WIRE);
  return wire && fitsIntoWire(document.graph, node, wire) ? wire : null;
}
