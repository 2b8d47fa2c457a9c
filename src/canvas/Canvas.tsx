import {
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStore as useFlowStore,
} from "@xyflow/react";
import { nodeText } from "@/explain";
import type { BackflowDocument } from "@/graph";
import { documentOf, selectedNodes, selectedWire, useBackflow, useTraining } from "@/store";
import { ErrorBoundary, laterPart } from "@/ui";
import "@xyflow/react/dist/base.css";
import { type RefObject, useCallback, useMemo, useRef } from "react";
import type { GroupCard } from "@/layout";
import styles from "./canvas.module.css";
import { ConnectionLine } from "./connecting/ConnectionLine";
import { PlacedOp } from "./connecting/PlacedOp";
import { CanvasPart } from "./flow/CanvasPart";
import { type FlowEdge, FlowElements, type FlowNode } from "./flow/flow-elements";
import { LabelPlacer } from "./flow/label-placer";
import { fetchFolding, useFolding } from "./flow/later-folding";
import { isLarge, isOverview, OverviewContext } from "./flow/level-of-detail";
import { useKnownSizes } from "./flow/no-measuring";
import { suppressClick } from "./flow/suppress-click";
import { pointAtNode, pointAtNothing, useCanvasClicks } from "./input/canvas-clicks";
import { onCanvasFocus, onCanvasKey } from "./input/canvas-keys";
import { useMenus } from "./input/context-menu";
import { useKeptFocus } from "./input/focus-restoration";
import { useNodeDrag } from "./input/node-drag";
import { useNumberRound } from "./input/number-tab-order";
import { usePinching } from "./input/pinch";
import { useReach } from "./input/touch-targets";
import { FlowIcons } from "./nodes/FlowIcons";
import { NodeView } from "./nodes/NodeView";
import { Minimap } from "./overview/Minimap";
import { noteMovement } from "./painting/deferred-mount";
import { PaintLoopProvider } from "./painting/PaintLoopProvider";
import { Camera } from "./viewport/Camera";
import { useLetterGrowth } from "./viewport/letter-growth";
import { PrintedView } from "./viewport/PrintedView";
import { ViewProvider } from "./viewport/ViewProvider";
import { Highlights } from "./wires/Highlights";
import { Pulses } from "./wires/Pulses";
import { Wire } from "./wires/Wire";
import { WireList } from "./wires/WireList";

const Groups = laterPart(async () => {
  const [{ Groups }] = await Promise.all([import("./nodes/Groups"), fetchFolding()]);
  return Groups;
});
const SelectedWire = laterPart(
  async () => (await import("./connecting/SelectedWire")).SelectedWire,
);
const Notes = laterPart(async () => (await import("./nodes/Notes")).Notes);
const Overview = laterPart(async () => (await import("./overview/Overview")).Overview);

const UpdateMarks = laterPart(async () => (await import("./painting/UpdateMarks")).UpdateMarks);

const nodeTypes = { node: NodeView };
const edgeTypes = { wire: Wire };
/** The wires of an overview are drawn by it. */
const NO_WIRES: FlowEdge[] = [];
const NO_CARDS: readonly GroupCard[] = [];
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
  useKnownSizes();
  const heldElements = useRef<FlowElements | null>(null);
  heldElements.current ??= new FlowElements();
  const elements = heldElements.current;
  const graph = useBackflow((state) => documentOf(state).graph);
  const layout = useBackflow((state) => documentOf(state).layout);
  const selection = useBackflow(selectedNodes);
  const trains = useTraining(({ deltas, updateStep }) => deltas !== null || updateStep !== null);
  const boxSelecting = useBackflow(({ interaction }) => interaction.kind === "box-selecting");
  const overview = useFlowStore((state) => isOverview(graph, state.transform[2]));
  const groups = useBackflow((state) => documentOf(state).groups);
  const hasSelectedWire = useBackflow((state) => selectedWire(state) !== null);
  const hasNotes = useBackflow((state) => documentOf(state).notes.length > 0);
  const drawn = useMemo(
    () => elements.drawNodes(graph, layout, selection),
    [elements, graph, layout, selection],
  );
  const wires = useMemo(() => elements.drawWires(graph, layout), [elements, graph, layout]);
  const fold = useFolding(groups.length > 0);
  const folded = useMemo(
    () =>
      fold?.(graph, layout, groups, drawn, wires) ?? {
        nodes: drawn,
        edges: wires,
        cards: NO_CARDS,
      },
    [fold, graph, layout, groups, drawn, wires],
  );
  const { cards } = folded;
  const drag = useNodeDrag();
  const heldPlacer = useRef<LabelPlacer | null>(null);
  heldPlacer.current ??= new LabelPlacer();
  const placer = heldPlacer.current;
  const edges = useMemo(
    () =>
      drag.dragging
        ? placer.keep(folded.nodes, folded.edges)
        : placer.place(folded.nodes, folded.edges, folded.cards),
    [placer, folded, drag.dragging],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lifts are those of the labels of these wires.
  const nodes = useMemo(() => placer.withLifts(folded.nodes), [placer, folded, edges]);
  const canvas = useRef<HTMLDivElement>(null);
  const { onNodeClick, onNodeDoubleClick, ...clicks } = useCanvasClicks();
  useMenus(canvas, drag.stop);
  usePinching(canvas, drag.stop);
  useReach(canvas);
  useLetterGrowth(canvas, graph);
  useNumberRound(canvas);
  useKeptFocus(canvas, graph, hasFocus);

  const { move } = drag;
  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      move(changes.filter((change) => change.type === "position"));
      const selects = changes.filter((change) => change.type === "select");
      if (selects.length === 0) return;
      const state = useBackflow.getState();
      const selected = new Set(selectedNodes(state));
      for (const change of selects) {
        if (change.selected) selected.add(change.id);
        else selected.delete(change.id);
      }
      state.select(selected);
    },
    [move],
  );

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
          nodes={nodes}
          edges={overview ? NO_WIRES : edges}
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
          onMoveStart={(event) => {
            if (event) useBackflow.getState().setCameraFollows(false);
          }}
          onMove={(event) => {
            if (event && isLarge(graph)) noteMovement();
            // Not before it moves: a click has to reach what is below it.
            if (event?.type === "mousemove") canvas.current?.setAttribute("data-dragged", "true");
          }}
          onMoveEnd={(_event, viewport) => {
            canvas.current?.removeAttribute("data-dragged");
            const state = useBackflow.getState();
            // The end of a movement may be told after another document was opened.
            if (state.opened === opened) state.setViewport(state.cameraFollows ? null : viewport);
          }}
          onSelectionEnd={endBox}
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
          aria-label={`Graph of ${graph.nodes.length} nodes: ${graph.nodes
            .slice(0, 12)
            .map((node) => nodeText(graph, node.id))
            .join(", ")}`}
        >
          {overview && (
            <CanvasPart what="The overview">
              <Overview nodes={nodes} cards={cards} />
            </CanvasPart>
          )}
          {groups.length > 0 && (
            <CanvasPart what="The groups">
              <Groups graph={graph} layout={layout} groups={groups} cards={cards} />
            </CanvasPart>
          )}
          {hasNotes && (
            <CanvasPart what="The notes">
              <Notes />
            </CanvasPart>
          )}
          <Pulses />
          <Highlights />
          <CanvasPart what="The camera">
            <Camera />
          </CanvasPart>
          {trains && (
            <CanvasPart what="The marks of the update">
              <UpdateMarks />
            </CanvasPart>
          )}
          <Minimap />
          <ViewProvider />
          <PrintedView />
          {hasSelectedWire && (
            <CanvasPart what="The selected wire">
              <SelectedWire nodes={nodes} edges={edges} />
            </CanvasPart>
          )}
          <ConnectionLine canvas={canvas} />
          <PlacedOp canvas={canvas} />
          <WireList graph={graph} />
        </ReactFlow>
      </OverviewContext>
    </div>
  );
}

/** Fetches what a document cannot be drawn without, so that nothing else is seen in its place. */
export async function preloadDrawing({
  graph,
  groups,
}: Pick<BackflowDocument, "graph" | "groups">): Promise<void> {
  if (isLarge(graph)) await Overview.preload();
  if (groups.length > 0) await Groups.preload();
}

/** A box has been drawn: dragging moves the view again. */
function endBox(): void {
  // The click of the same press would let go of what the box holds.
  suppressClick();
  const state = useBackflow.getState();
  state.setBoxSelecting(false);
  const { size } = selectedNodes(state);
  state.say(size === 1 ? "Selected 1 node." : `Selected ${size} nodes.`);
}
