import { MOST_SEED } from "@/data";
import { likeliestOutput, objectiveNodes, planOf } from "@/engine";
import { canInitialise, type Graph, type NodeId, topologyOf, withOutput } from "@/graph";
import { freePosition } from "@/layout";
import type { BackflowStore } from "../actions";
import { canvasView } from "../canvas-view";
import { connectWire } from "../connecting";
import {
  deleteNodes,
  deleteWire,
  describePosition,
  drawWeights,
  moveNodesBy,
  partOf,
  pasteGraph,
} from "../editing";
import { lastNodes } from "../selected-node";
import { documentOf } from "../selectors";
import { handOf, selectedNodes } from "../state";
import type { Command } from "./command";
import { detailCommands } from "./detail-commands";
import { groupCommands } from "./group-commands";
import { type CommandTarget, nodeOf, nodesOf, wireOf } from "./target";
import { wireCommands } from "./wire-commands";

/** Canvas units that an arrow key moves what is selected. */
const KEY_MOVE = 8;

const NOT_LOADED =
  "The part that duplicates could not be loaded: this page is offline. Try again when you are online.";

const always = (): boolean => true;
const isAboutNodes = (state: BackflowStore, target: CommandTarget): boolean =>
  nodeOf(state, target) !== null;
const isAboutSomething = (state: BackflowStore, target: CommandTarget): boolean =>
  isAboutNodes(state, target) || wireOf(state, target) !== null;
const hasNodes = (state: BackflowStore): boolean => documentOf(state).graph.nodes.length > 0;

const hasFocusedNode = (): boolean => canvasView.get().focusedNode() !== null;

/** Ends the pending connection at a node; false where none is pending. */
function endsWireInHand(state: BackflowStore, node: NodeId): boolean {
  const hand = handOf(state);
  if (hand?.kind !== "wire") return false;
  const { wire } = hand;
  state.setHand(null);
  connectWire(wire, node, null);
  return true;
}

/** What changes the graph. */
export const editCommands = {
  addNode: {
    name: "Add a node",
    group: "Build",
    icon: "search",
    keys: [{ key: "/" }, { key: "/", shift: true }],
    aboutSelection: true,
    when: always,
    perform: (state, _services, target) => {
      const pointer = canvasView.get().locate();
      const here = target.kind === "canvas" ? target : null;
      const anchor = here?.anchor ?? pointer.anchor;
      const [node = null, ...others] = lastNodes(documentOf(state), nodesOf(state, target));
      const corner = here?.position ?? freePosition(documentOf(state), pointer.corner);
      // What is wired with a node stands beside it, wherever the pointer is.
      const position = node === null ? corner : null;
      const more = others.length > 0 ? { others } : {};
      state.setNodeSearch({ kind: "add", anchor, position, node, ...more });
    },
  },
  palette: {
    name: "Add nodes from the palette",
    group: "Build",
    icon: "add",
    keys: [{ key: "a" }],
    when: always,
    perform: (state) => state.setPaletteOpen(!state.paletteOpen),
  },
  ...wireCommands,
  ...groupCommands,
  swap: {
    name: "Change the operation",
    group: "Build",
    icon: "swap",
    keys: [{ key: "c" }],
    aboutSelection: true,
    when: isAboutNodes,
    perform: (state, _services, target) => {
      const [node, ...others] = nodesOf(state, target);
      if (node) state.setNodeSearch({ kind: "swap", anchor: null, node, others });
    },
  },
  ...detailCommands,
  drawWeights: {
    name: "Draw first weights",
    group: "Build",
    icon: "reseed",
    keys: [{ key: "i", shift: true }],
    aboutSelection: true,
    when: (state, target) => {
      const nodes = nodesOf(state, target);
      return canInitialise(documentOf(state), nodes.length > 0 ? new Set(nodes) : undefined);
    },
    // The present seed might draw the numbers that are there already, as if the key did nothing: the next one is taken.
    perform: (state, _services, target) => {
      const { drawing } = state;
      state.setDrawing({ ...drawing, seed: drawing.seed === MOST_SEED ? 0 : drawing.seed + 1 });
      drawWeights(nodesOf(state, target));
    },
  },
  differentiate: {
    name: "Differentiate this node",
    group: "Build",
    icon: "target",
    keys: [{ key: "o" }],
    aboutSelection: true,
    when: (state, target) =>
      isAboutNodes(state, target) && documentOf(state).graph.output !== nodeOf(state, target),
    perform: (state, _services, target) =>
      state.apply({ ok: true, value: withOutput(documentOf(state), nodeOf(state, target)) }),
  },
  differentiateLoss: {
    name: "Differentiate the losses",
    group: "Build",
    icon: "target",
    keys: [{ key: "o", shift: true }],
    when: (state) => documentOf(state).graph.output !== null && hasLoss(documentOf(state).graph),
    perform: (state) => state.apply({ ok: true, value: withOutput(documentOf(state), null) }),
  },
  differentiateLikeliest: {
    name: "Differentiate the last node",
    group: "Build",
    icon: "target",
    keys: [],
    when: (state) => likeliestToDifferentiate(documentOf(state).graph) !== null,
    perform: (state) => {
      const node = likeliestToDifferentiate(documentOf(state).graph);
      if (node !== null) state.apply({ ok: true, value: withOutput(documentOf(state), node) });
    },
  },
  delete: {
    name: "Delete",
    group: "Edit",
    icon: "delete",
    keys: [{ key: "Delete" }, { key: "Backspace" }],
    aboutSelection: true,
    when: isAboutSomething,
    perform: (state, _services, target) => {
      const nodes = nodesOf(state, target);
      const wire = wireOf(state, target);
      if (nodes.length > 0 || !wire) return deleteNodes(nodes);
      deleteWire(wire);
      canvasView.get().focus(null);
    },
  },
  cut: {
    name: "Cut",
    group: "Edit",
    icon: "cut",
    keys: [{ key: "x", mod: true }],
    byClipboard: true,
    aboutSelection: true,
    when: isAboutNodes,
    perform: (state, services, target) => {
      const nodes = nodesOf(state, target);
      services.copy(nodes);
      deleteNodes(nodes);
    },
  },
  copy: {
    name: "Copy",
    group: "Edit",
    icon: "copy",
    keys: [{ key: "c", mod: true }],
    byClipboard: true,
    aboutSelection: true,
    when: isAboutNodes,
    perform: (state, services, target) => services.copy(nodesOf(state, target)),
  },
  paste: {
    name: "Paste",
    group: "Edit",
    icon: "paste",
    keys: [{ key: "v", mod: true }],
    byClipboard: true,
    when: always,
    perform: (_state, services, target) =>
      services.paste(target.kind === "canvas" ? target.position : null),
  },
  duplicate: {
    name: "Duplicate",
    group: "Edit",
    icon: "duplicate",
    keys: [{ key: "d", mod: true }],
    aboutSelection: true,
    when: isAboutNodes,
    perform: (state, _services, target) => pasteGraph(partOf(nodesOf(state, target)), null),
  },
  duplicateWired: {
    name: "Duplicate with the wires into it",
    group: "Edit",
    icon: "duplicate",
    keys: [{ key: "d", mod: true, shift: true }],
    aboutSelection: true,
    when: isAboutNodes,
    perform: (state, _services, target) => {
      const nodes = nodesOf(state, target);
      void import("../wired-copies").then(
        ({ duplicateWired }) => duplicateWired(nodes, state.opened),
        () => state.notify({ tone: "error", text: NOT_LOADED }),
      );
    },
  },
  tidy: {
    name: "Tidy up",
    group: "Build",
    icon: "tidy",
    keys: [{ key: "t" }],
    when: hasNodes,
    perform: (_state, services) => services.tidy(),
  },
  selectFocused: {
    name: "Select the node in focus",
    group: "Select",
    icon: "check",
    keys: [{ key: "Enter" }],
    onFocusedNode: true,
    when: hasFocusedNode,
    perform: (state) => {
      const node = canvasView.get().focusedNode();
      if (node === null || endsWireInHand(state, node)) return;
      state.select(new Set([node]));
    },
  },
  selectFocusedToo: {
    name: "Add it to the selection, or take it out",
    group: "Select",
    icon: "add",
    keys: [
      { key: "Enter", shift: true },
      { key: "Enter", mod: true },
    ],
    onFocusedNode: true,
    when: hasFocusedNode,
    perform: (state) => {
      const node = canvasView.get().focusedNode();
      if (node === null || endsWireInHand(state, node)) return;
      const selection = new Set(selectedNodes(state));
      if (!selection.delete(node)) selection.add(node);
      state.select(selection);
    },
  },
  selectAll: {
    name: "Select all",
    group: "Select",
    icon: "select-all",
    keys: [{ key: "a", mod: true }],
    when: hasNodes,
    perform: (state) => {
      const nodes = documentOf(state).graph.nodes.map(({ id }) => id);
      state.select(new Set(nodes));
      state.say(`Selected ${nodes.length === 1 ? "1 node" : `all ${nodes.length} nodes`}.`);
    },
  },
  boxSelect: {
    name: "Select by dragging a box",
    group: "Select",
    icon: "box-select",
    keys: [{ key: "b" }],
    when: hasNodes,
    perform: (state) => state.setBoxSelecting(state.interaction.kind !== "box-selecting"),
  },
  menu: {
    name: "Menu of the selection",
    group: "Select",
    icon: "menu",
    keys: [{ key: "m" }, { key: "ContextMenu" }, { key: "F10", shift: true }],
    aboutSelection: true,
    when: always,
    perform: (state, _services, target) => {
      const node = nodeOf(state, target);
      const wire = wireOf(state, target);
      const { position, anchor } = canvasView.get().locate();
      if (node) state.setMenu({ target: { kind: "node", node }, anchor: null });
      else if (wire) {
        state.setMenu({ target: { kind: "wire", wire }, anchor: null });
      } else state.setMenu({ target: { kind: "canvas", position }, anchor });
    },
  },
  moveLeft: move("left", "ArrowLeft", { x: -KEY_MOVE, y: 0 }),
  moveRight: move("right", "ArrowRight", { x: KEY_MOVE, y: 0 }),
  moveUp: move("up", "ArrowUp", { x: 0, y: -KEY_MOVE }),
  moveDown: move("down", "ArrowDown", { x: 0, y: KEY_MOVE }),
} as const satisfies Record<string, Command>;

let moves = 0;

function move(where: string, key: string, by: { readonly x: number; readonly y: number }) {
  return {
    name: `Move ${where}`,
    group: "Edit",
    icon: "move",
    keys: [{ key, alt: true }],
    aboutSelection: true,
    when: isAboutNodes,
    perform: (state, _services, target) => {
      const nodes = nodesOf(state, target);
      moves++;
      moveNodesBy(nodes, by, `keys:${moves}`);
      state.say(describePosition(nodes));
    },
  } as const satisfies Command;
}

/** Is there a loss to go back to? */
function hasLoss(graph: Graph): boolean {
  return objectiveNodes({ ...graph, output: null }, topologyOf(graph)).length > 0;
}

/** The node that a button offers where nothing is differentiated; null where something is, or no node can be. */
export function likeliestToDifferentiate(graph: Graph): NodeId | null {
  if (planOf(graph).objective.length > 0) return null;
  const index = likeliestOutput(graph);
  return index === null ? null : (graph.nodes[index]?.id ?? null);
}
