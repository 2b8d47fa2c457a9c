import {
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStore as useFlowStore,
} from "@xyflow/react";
import { nodeText } from "@/explain";
import type { Graph } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { ErrorBoundary } from "@/ui";
import "@xyflow/react/dist/base.css";
import { type RefObject, useRef } from "react";
import { CanvasLayers } from "./CanvasLayers";
import styles from "./canvas.module.css";
import { useDrawnElements } from "./flow/drawn-elements";
import type { FlowEdge } from "./flow/flow-elements";
import { isLarge, isOverview, OverviewContext } from "./flow/level-of-detail";
import { useNoMeasuring } from "./flow/no-measuring";
import { pointAtNode, pointAtNothing, useCanvasClicks } from "./input/canvas-clicks";
import { onCanvasFocus, onCanvasKey } from "./input/canvas-keys";
import { useContextMenu } from "./input/context-menu";
import { useFocusRestoration } from "./input/focus-restoration";
import { endBoxSelection, useNodeChanges } from "./input/node-changes";
import { useNodeDrag } from "./input/node-drag";
import { useNumberTabOrder } from "./input/number-tab-order";
import { usePinch } from "./input/pinch";
import { useTouchTargets } from "./input/touch-targets";
import { FlowIcons } from "./nodes/FlowIcons";
import { NodeView } from "./nodes/NodeView";
import { PaintLoopProvider } from "./painting/PaintLoopProvider";
import { useLetterGrowth } from "./viewport/letter-growth";
import { useViewMovement } from "./viewport/view-movement";
import { Wire } from "./wires/Wire";

const nodeTypes = { node: NodeView };
const edgeTypes = { wire: Wire };
/** The wires of an overview are drawn by it. */
const NO_WIRES: FlowEdge[] = [];
/** Of 3,000 nodes, the whole graph is still seen. */
const SMALLEST_ZOOM_OF_LARGE = 0.03;
const SMALLEST_ZOOM = 0.15;
const ADDING_KEYS = ["Control", "Meta", "Shift"];

/** The graph on its canvas: drawn from the document, edited by hand. */
export function Canvas() {
  // Another document is another canvas: nothing half-typed or half-dragged goes over from one to the next.
  const opened = useBackflow((state) => state.opened);
  const hasFocus = useRef(false);
  return (
    <ErrorBoundary what="The canvas">
      <ReactFlowProvider key={opened}>
        <PaintLoopProvider>
          <Flow opened={opened} hasFocus={hasFocus} />
        </PaintLoopProvider>
      </ReactFlowProvider>
    </ErrorBoundary>
  );
}

interface FlowProps {
  readonly opened: number;
  /** Was the keyboard's focus on the canvas when it was last seen? */
  readonly hasFocus: RefObject<boolean>;
}

function Flow({ opened, hasFocus }: FlowProps) {
  useNoMeasuring();
  const canvas = useRef<HTMLDivElement>(null);
  const graph = useBackflow((state) => documentOf(state).graph);
  const boxSelecting = useBackflow(({ interaction }) => interaction.kind === "box-selecting");
  const overview = useFlowStore((state) => isOverview(graph, state.transform[2]));
  const drag = useNodeDrag();
  const drawn = useDrawnElements(drag.dragging);
  const onNodesChange = useNodeChanges(drag.move);
  const viewMovement = useViewMovement(canvas, opened);
  const { onNodeClick, onNodeDoubleClick, ...clicks } = useCanvasClicks();
  useContextMenu(canvas, drag.stop);
  usePinch(canvas, drag.stop);
  useTouchTargets(canvas);
  useLetterGrowth(canvas, graph);
  useNumberTabOrder(canvas);
  useFocusRestoration(canvas, graph, hasFocus);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys and clicks belong to the nodes and wires inside; React Flow owns their elements.
    <div
      ref={canvas}
      className={styles.canvas}
      data-canvas=""
      tabIndex={-1}
      onKeyDown={onCanvasKey}
      onFocus={onCanvasFocus}
      {...clicks}
    >
      <FlowIcons />
      <OverviewContext value={overview}>
        <ReactFlow
          nodes={drawn.nodes}
          edges={overview ? NO_WIRES : drawn.edges}
          onlyRenderVisibleElements={isLarge(graph)}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          {...drag.handlers}
          autoPanOnNodeDrag={drag.dragging}
          onNodeClick={onNodeClick}
          onNodeDoubleClick={onNodeDoubleClick}
          onNodeMouseEnter={pointAtNode}
          onNodeMouseLeave={pointAtNothing}
          {...viewMovement}
          onSelectionEnd={endBoxSelection}
          nodesConnectable={false}
          edgesFocusable={false}
          elementsSelectable
          selectionOnDrag={boxSelecting}
          selectionMode={SelectionMode.Partial}
          panOnDrag={!boxSelecting}
          disableKeyboardA11y
          deleteKeyCode={null}
          panActivationKeyCode={null}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={ADDING_KEYS}
          minZoom={isLarge(graph) ? SMALLEST_ZOOM_OF_LARGE : SMALLEST_ZOOM}
          maxZoom={3}
          nodeDragThreshold={3}
          zoomOnDoubleClick={false}
          proOptions={{ hideAttribution: false }}
          aria-label={nameOfGraph(graph)}
        >
          <CanvasLayers canvas={canvas} graph={graph} {...drawn} isOverview={overview} />
        </ReactFlow>
      </OverviewContext>
    </div>
  );
}

/** Nodes that the name of the graph lists. */
const MOST_NAMED = 12;

function nameOfGraph(graph: Graph): string {
  const names = graph.nodes.slice(0, MOST_NAMED).map(({ id }) => nodeText(graph, id));
  return `Graph of ${graph.nodes.length} nodes: ${names.join(", ")}`;
}
