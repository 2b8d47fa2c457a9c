import { nodeText } from "@/explain";
import type { NodeId } from "@/graph";
import { documentOf } from "../selectors";
import {
  type BackflowState,
  PANE_NAMES,
  type Panel,
  type PaneTab,
  selectedNodes,
  selectedWire,
} from "../state";

/** What stands beside or over the graph. */
type Opened = Panel | PaneTab;

/** As they are called where they open. */
const OPENED_NAMES: { readonly [Name in Opened]: string } = {
  health: "Gradient health",
  node: "The details",
  ...PANE_NAMES,
};

/**
 * What a command has changed on the page, for those who do not see it; empty where it has changed nothing of that. Edits
 * are told by whoever makes them, steps by the stage, and a dialog, a menu or a search by taking the focus.
 */
export function outcomeOf(before: BackflowState, after: BackflowState): string {
  return [
    differentiatedOutcome(before, after),
    switched(before.playing, after.playing, "Playing.", "Paused."),
    switched(
      before.paletteOpen,
      after.paletteOpen,
      "The palette is open.",
      "The palette is closed.",
    ),
    switched(before.legendOpen, after.legendOpen, "The legend is shown.", "The legend is folded."),
    switched(
      before.stageOpen,
      after.stageOpen,
      "Each step is explained.",
      "The explanation is folded.",
    ),
    switched(
      before.paneEnlarged,
      after.paneEnlarged,
      "What stands beside the graph has half the page.",
      "What stands beside the graph has its usual size.",
    ),
    switched(before.cameraFollows, after.cameraFollows, "The camera follows the run.", ""),
    openedOutcome(before.panel, after.panel),
    openedOutcome(before.pane, after.pane),
    selectionOutcome(before, after),
    interactionOutcome(before, after),
    before.fitRequests === after.fitRequests ? "" : "The whole graph is shown.",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function switched(before: boolean, after: boolean, on: string, off: string): string {
  if (before === after) return "";
  return after ? on : off;
}

function openedOutcome(before: Opened | null, after: Opened | null): string {
  if (before === after) return "";
  if (after !== null) return `${OPENED_NAMES[after]}: open.`;
  return before === null ? "" : `${OPENED_NAMES[before]}: closed.`;
}

function differentiatedOutcome(before: BackflowState, after: BackflowState): string {
  const { graph } = documentOf(after);
  if (documentOf(before).graph.output === graph.output) return "";
  return graph.output === null
    ? "The losses are differentiated now."
    : `${nodeText(graph, graph.output)} is differentiated now.`;
}

function selectionOutcome(before: BackflowState, after: BackflowState): string {
  if (before.selection === after.selection) return "";
  const { graph } = documentOf(after);
  const nameOf = (node: NodeId) => nodeText(graph, node);
  const wire = selectedWire(after);
  if (wire) return `The wire from ${nameOf(wire.source)} into ${nameOf(wire.target)} is selected.`;
  const nodes = selectedNodes(after);
  const [first] = nodes;
  if (first === undefined) return "Nothing is selected.";
  return nodes.size === 1 ? `${nameOf(first)} is selected.` : `${nodes.size} nodes are selected.`;
}

function interactionOutcome(before: BackflowState, after: BackflowState): string {
  const [from, to] = [before.interaction.kind, after.interaction.kind];
  if (from === to) return "";
  if (to === "box-selecting") return "Drag a box over what is to be selected.";
  if (from === "box-selecting") return "Dragging moves the view again.";
  return from === "holding" && to === "none" ? "What was in hand is let go." : "";
}
