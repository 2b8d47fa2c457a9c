import { useStore as useFlowStore, useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useMemo } from "react";
import { type NodeId, type Position, topologyOf, wireKey } from "@/graph";
import { type Bounds, type Size, sizeOf } from "@/layout";
import { documentOf, useBackflow } from "@/store";
import { coversOver } from "@/ui";
import { cardsDrawn } from "../flow/later-folding";
import { wireOf } from "../wires/wire-elements";
import { middleOfWire } from "../wires/wire-search";
import { shiftIntoView } from "./free-space";

/** What has the focus stands at least this far inside, in pixels. */
const MARGIN = 24;
/** What stays free to the right of a node that somebody goes on from, canvas units. */
const ROOM_FOR_NEXT = 100;
/** Half of what a number on a wire takes, canvas units. */
const HALF_LABEL = { width: 40, height: 36 };

/** Moves the view no further than it takes to show a node, with room to go on from it; and shows whatever the keyboard comes to. */
export function useRevealing(): (node: NodeId) => void {
  const flow = useReactFlow();
  const store = useStoreApi();
  const root = useFlowStore((state) => state.domNode);
  const show = useMemo(
    () =>
      (bounds: Bounds | null): void => {
        if (!bounds) return;
        const { width, height, domNode } = store.getState();
        const covers = domNode ? coversOver(domNode) : [];
        const view = flow.getViewport();
        const { x, y } = shiftIntoView(bounds, view, { width, height, covers }, MARGIN);
        if (x !== 0 || y !== 0) {
          void flow.setViewport({ ...view, x: view.x + x, y: view.y + y });
        }
      },
    [flow, store],
  );

  useEffect(() => {
    if (!root) return;
    // React Flow undoes the scrolling by which a browser shows what has the focus.
    const onFocusIn = ({ target }: FocusEvent): void => {
      if (target instanceof Element && target.matches(":focus-visible")) show(boundsAround(target));
    };
    root.addEventListener("focusin", onFocusIn);
    return () => root.removeEventListener("focusin", onFocusIn);
  }, [root, show]);

  return useMemo(
    () => (node) => {
      const bounds = boundsOfNode(node);
      show(bounds && { ...bounds, right: bounds.right + ROOM_FOR_NEXT });
    },
    [show],
  );
}

function boundsAround(element: Element): Bounds | null {
  const node = element.closest(".react-flow__node")?.getAttribute("data-id");
  return node ? boundsOfNode(node) : boundsOfWire(element);
}

function boundsOfNode(id: NodeId): Bounds | null {
  const present = documentOf(useBackflow.getState());
  const { graph, layout } = present;
  const card = cardsDrawn(present).find(({ nodes }) => nodes.has(id));
  if (card) return boundsAt(card.position, card.size);
  const node = graph.nodes[topologyOf(graph).indexOf.get(id) ?? -1];
  const position = layout.get(id);
  if (!node || !position) return null;
  return boundsAt(position, sizeOf(node));
}

function boundsAt({ x: left, y: top }: Position, { width, height }: Size): Bounds {
  return { left, top, right: left + width, bottom: top + height };
}

/** The middle of the wire that an element belongs to, where its numbers are. */
function boundsOfWire(element: Element): Bounds | null {
  const stop = element.getAttribute("data-wire-stop");
  const { wires } = documentOf(useBackflow.getState()).graph;
  const wire = wireOf(element) ?? wires.find((other) => wireKey(other) === stop);
  const middle = wire && middleOfWire(wire);
  if (!middle) return null;
  const { x, y } = middle;
  const { width, height } = HALF_LABEL;
  return { left: x - width, top: y - height, right: x + width, bottom: y + height };
}
