import { type NodeChange, ReactFlow, ReactFlowProvider } from "@xyflow/react";
import { symbolText } from "@/explain";
import type { NodeId, Position } from "@/graph";
import { documentOf, traceOfState, useBackflow } from "@/store";
import { ErrorBoundary } from "@/ui";
import "@xyflow/react/dist/base.css";
import { type KeyboardEvent, useCallback, useMemo, useRef } from "react";
import { Camera } from "./Camera";
import styles from "./canvas.module.css";
import { Highlights } from "./Highlights";
import { useKnownSizes } from "./known-sizes";
import { NodeView } from "./NodeView";
import { Pulses } from "./Pulses";
import { type NodePicture, PictureBook } from "./picture";
import { ViewProvider } from "./ViewProvider";
import { WireInHand } from "./WireInHand";
import { WireView } from "./WireView";

const nodeTypes = { node: NodeView };
const edgeTypes = { wire: WireView };
/** Canvas units that an arrow key moves a node. */
const KEY_MOVE = 8;
const KEY_MOVES: Readonly<Record<string, Position>> = {
  ArrowLeft: { x: -KEY_MOVE, y: 0 },
  ArrowRight: { x: KEY_MOVE, y: 0 },
  ArrowUp: { x: 0, y: -KEY_MOVE },
  ArrowDown: { x: 0, y: KEY_MOVE },
};

/** The graph on its canvas: drawn from the document, moved and selected by hand. */
export function Canvas() {
  // Another document is another canvas: nothing half-typed or half-dragged goes over from one to the next.
  const opened = useBackflow((state) => state.opened);
  return (
    <ErrorBoundary what="The canvas">
      <ReactFlowProvider>
        <Flow key={opened} />
      </ReactFlowProvider>
    </ErrorBoundary>
  );
}

function Flow() {
  useKnownSizes();
  const book = useRef<PictureBook | null>(null);
  book.current ??= new PictureBook();
  const pictures = book.current;
  const graph = useBackflow((state) => documentOf(state).graph);
  const layout = useBackflow((state) => documentOf(state).layout);
  const selection = useBackflow((state) => state.selection);
  const nodes = useMemo(
    () => pictures.drawNodes(graph, layout, selection),
    [pictures, graph, layout, selection],
  );
  const edges = useMemo(() => pictures.drawWires(graph, layout), [pictures, graph, layout]);
  const gesture = useRef(0);
  const canvas = useRef<HTMLDivElement>(null);

  const onNodesChange = useCallback((changes: NodeChange<NodePicture>[]) => {
    const state = useBackflow.getState();
    const moves = new Map<NodeId, Position>();
    const selected = new Set(state.selection);
    let selects = false;
    for (const change of changes) {
      if (change.type === "position" && change.position) {
        const { x, y } = change.position;
        // Adding 0 makes 0 of −0, which links would have to spell out.
        moves.set(change.id, { x: Math.round(x) + 0, y: Math.round(y) + 0 });
      } else if (change.type === "select") {
        selects = true;
        if (change.selected) selected.add(change.id);
        else selected.delete(change.id);
      }
    }
    if (moves.size > 0) state.moveNodes(moves, `drag:${gesture.current}`);
    if (selects) state.select(selected);
  }, []);

  const onKeyDown = useCallback((event: KeyboardEvent) => {
    const target = event.target as Element;
    const id = target.classList.contains("react-flow__node") && target.getAttribute("data-id");
    if (!id) return;
    const state = useBackflow.getState();
    const move = KEY_MOVES[event.key];
    if (event.key === "Enter") {
      state.select(new Set([id]));
      event.preventDefault();
    } else if (move && event.altKey) {
      const moved = state.selection.has(id) ? [...state.selection] : [id];
      const positions = new Map<NodeId, Position>();
      for (const node of moved) {
        const from = documentOf(state).layout.get(node);
        if (from) positions.set(node, { x: from.x + move.x, y: from.y + move.y });
      }
      gesture.current++;
      state.moveNodes(positions, `keys:${gesture.current}`);
      event.preventDefault();
      event.stopPropagation();
    }
  }, []);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the focused node inside; React Flow owns its element.
    <div className={styles.canvas} onKeyDown={onKeyDown} ref={canvas} data-canvas="" tabIndex={-1}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onNodeDragStart={() => {
          gesture.current++;
        }}
        onNodeClick={(event, node) => {
          const onControl =
            event.target instanceof Element && event.target.closest("input, button");
          if (!onControl) seekWhileRunning(node.id);
        }}
        onNodeDoubleClick={() => useBackflow.getState().setPanel("node")}
        onMoveStart={(event) => {
          if (event) useBackflow.getState().setCameraFollows(false);
        }}
        nodesConnectable={false}
        edgesFocusable={false}
        elementsSelectable
        disableKeyboardA11y
        deleteKeyCode={null}
        panActivationKeyCode={null}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={["Control", "Meta"]}
        minZoom={0.15}
        maxZoom={3}
        nodeDragThreshold={3}
        zoomOnDoubleClick={false}
        proOptions={{ hideAttribution: false }}
        aria-label={`Graph of ${graph.nodes.length} nodes: ${graph.nodes
          .slice(0, 12)
          .map((node) => symbolText(node.symbol))
          .join(", ")}`}
      >
        <Pulses />
        <Highlights />
        <Camera />
        <ViewProvider />
        <WireInHand canvas={canvas} />
      </ReactFlow>
    </div>
  );
}

/** While a run is under way, a click on a node moves the playhead to its step in the part that is played. */
function seekWhileRunning(id: NodeId): void {
  const state = useBackflow.getState();
  const { steps } = traceOfState(state);
  const part = steps[state.place - 1]?.part;
  if (!part || state.place === steps.length) return;
  const found = steps.findIndex(
    (step) => step.part === part && step.node === id && (state.showOptional || !step.optional),
  );
  if (found >= 0) state.seek(found + 1);
}
