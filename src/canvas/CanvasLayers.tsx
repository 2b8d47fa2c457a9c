import type { RefObject } from "react";
import type { BackflowDocument, Graph } from "@/graph";
import { documentOf, selectedWire, useBackflow, useTraining } from "@/store";
import { laterPart } from "@/ui";
import { ConnectionLine } from "./connecting/ConnectionLine";
import { PlacedOp } from "./connecting/PlacedOp";
import { CanvasPart } from "./flow/CanvasPart";
import type { DrawnElements } from "./flow/drawn-elements";
import { fetchFolding } from "./flow/later-folding";
import { isLarge } from "./flow/level-of-detail";
import { Minimap } from "./overview/Minimap";
import { Camera } from "./viewport/Camera";
import { PrintedView } from "./viewport/PrintedView";
import { ViewProvider } from "./viewport/ViewProvider";
import { Highlights } from "./wires/Highlights";
import { Pulses } from "./wires/Pulses";
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

interface CanvasLayersProps extends DrawnElements {
  readonly canvas: RefObject<HTMLDivElement | null>;
  readonly graph: Graph;
  /** Seen from so far away that the overview draws the graph. */
  readonly isOverview: boolean;
}

/** What lies over and under the nodes and wires that React Flow draws. A part that breaks takes none of the others with it. */
export function CanvasLayers({
  canvas,
  graph,
  nodes,
  edges,
  cards,
  isOverview,
}: CanvasLayersProps) {
  const layout = useBackflow((state) => documentOf(state).layout);
  const groups = useBackflow((state) => documentOf(state).groups);
  const hasNotes = useBackflow((state) => documentOf(state).notes.length > 0);
  const hasSelectedWire = useBackflow((state) => selectedWire(state) !== null);
  const trains = useTraining(({ deltas, updateStep }) => deltas !== null || updateStep !== null);
  return (
    <>
      {isOverview && (
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
    </>
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
