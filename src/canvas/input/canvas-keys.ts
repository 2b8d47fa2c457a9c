import type { FocusEvent, KeyboardEvent } from "react";
import { type NodeId, topologyOf, wireKey } from "@/graph";
import {
  type Command,
  canvasView,
  commands,
  documentOf,
  frameOf,
  isChord,
  selectedNodes,
  useBackflow,
} from "@/store";
import { describeNumbers } from "../nodes/node-paint";
import { walkNodes } from "../viewport/tab-order";
import { nodeOfField } from "./number-tab-order";

const ABOUT_SELECTION = Object.values<Command>(commands).filter(
  ({ aboutSelection }) => aboutSelection,
);

/** On a focused node or wire, commands about what is selected mean that one: it is selected before they are performed. */
export function onCanvasKey(event: KeyboardEvent): void {
  if (event.key === "Tab") {
    walkNodes(event);
    return;
  }
  const target = event.target as Element;
  if (event.key === "Escape" && target.matches("[role=spinbutton]")) {
    // The number let the focus go: its node takes it.
    canvasView.get().focus(nodeOfField(target));
    return;
  }
  const node = target.matches(".react-flow__node") && target.getAttribute("data-id");
  const wire = target.getAttribute("data-wire-stop");
  if (!(node || wire) || !isAboutSelection(event)) return;
  if (node) selectFocused(node);
  else if (wire) selectFocusedWire(wire);
}

function isAboutSelection(event: KeyboardEvent): boolean {
  return ABOUT_SELECTION.some(({ keys }) => keys.some((chord) => isChord(event, chord)));
}

function selectFocused(node: NodeId): void {
  const state = useBackflow.getState();
  if (!selectedNodes(state).has(node)) state.select(new Set([node]));
}

function selectFocusedWire(name: string): void {
  const state = useBackflow.getState();
  const wire = documentOf(state).graph.wires.find((candidate) => wireKey(candidate) === name);
  if (wire) state.selectWire(wire);
}

/**
 * Tells those who come to a node by keyboard what it shows at this moment. The canvas itself is ringed where keys lead to
 * it, and not, once a key is pressed, where it was clicked.
 */
export function onCanvasFocus({ target, currentTarget }: FocusEvent): void {
  if (target === currentTarget) {
    currentTarget.toggleAttribute("data-clicked", !currentTarget.matches(":focus-visible"));
    return;
  }
  const id = target.matches(".react-flow__node") && target.getAttribute("data-id");
  if (!id) return;
  const frame = frameOf(useBackflow.getState());
  const { graph } = frame.document;
  const index = topologyOf(graph).indexOf.get(id) ?? -1;
  const node = graph.nodes[index];
  if (node) target.setAttribute("aria-description", describeNumbers(frame, node, index));
}
