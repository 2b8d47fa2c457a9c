import type { FocusEvent, KeyboardEvent } from "react";
import { type NodeId, topologyOf } from "@/graph";
import {
  type Command,
  type CommandId,
  canvasView,
  commandOf,
  connectWire,
  documentOf,
  frameOf,
  isChord,
  useBackflow,
} from "@/store";
import { describeNumbers } from "./node-paint";
import { wireName } from "./picture";
import { wireOf } from "./place";

/** Commands about what is selected: on a node or a wire that has the focus, they mean that one. */
const ABOUT_SELECTION: readonly Command[] = (
  [
    "addNode",
    "connect",
    "insert",
    "swap",
    "renameNode",
    "differentiate",
    "delete",
    "cut",
    "copy",
    "duplicate",
    "menu",
    "details",
    "moveLeft",
    "moveRight",
    "moveUp",
    "moveDown",
  ] as const satisfies readonly CommandId[]
).map((id) => commandOf(id));

/** Keys on a focused node or wire. What is left goes on to the table of commands. */
export function onCanvasKey(event: KeyboardEvent): void {
  const target = event.target as Element;
  if (event.key === "Escape" && target.matches("[role=spinbutton]")) {
    // The number let the focus go: its node takes it.
    const own = target.closest(".react-flow__node")?.getAttribute("data-id");
    canvasView.get().focus(own ?? wireOf(target)?.target ?? null);
    return;
  }
  const node = target.matches(".react-flow__node") && target.getAttribute("data-id");
  const wire = target.getAttribute("data-wire-stop");
  if (node && event.key === "Enter") {
    event.preventDefault();
    enterNode(node, event.shiftKey || event.ctrlKey || event.metaKey);
  } else if ((node || wire) && isAboutSelection(event)) {
    if (node) selectFocused(node);
    else if (wire) selectFocusedWire(wire);
  }
}

function isAboutSelection(event: KeyboardEvent): boolean {
  return ABOUT_SELECTION.some(({ keys }) => keys.some((chord) => isChord(event, chord)));
}

/** Enter ends the wire in hand at a node, or selects the node; `adds`: in addition to what is selected. */
function enterNode(node: NodeId, adds: boolean): void {
  const state = useBackflow.getState();
  if (state.hand?.kind === "wire") {
    const { wire } = state.hand;
    state.setHand(null);
    connectWire(wire, node, null);
    return;
  }
  const selection = adds ? new Set(state.selection) : new Set<NodeId>();
  if (adds && selection.has(node)) selection.delete(node);
  else selection.add(node);
  state.select(selection);
}

function selectFocused(node: NodeId): void {
  const state = useBackflow.getState();
  if (!state.selection.has(node)) state.select(new Set([node]));
}

function selectFocusedWire(name: string): void {
  const state = useBackflow.getState();
  const wire = documentOf(state).graph.wires.find((candidate) => wireName(candidate) === name);
  if (wire) state.selectWire(wire);
}

/** Tells those who come to a node by keyboard what it shows at this moment. */
export function onCanvasFocus({ target }: FocusEvent): void {
  const id = target.matches(".react-flow__node") && target.getAttribute("data-id");
  if (!id) return;
  const frame = frameOf(useBackflow.getState());
  const { graph } = frame.document;
  const index = topologyOf(graph).indexOf.get(id) ?? -1;
  const node = graph.nodes[index];
  if (node) target.setAttribute("aria-description", describeNumbers(frame, node, index));
}
