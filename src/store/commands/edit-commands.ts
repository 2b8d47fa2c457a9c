import { type NodeId, withOutput } from "@/graph";
import { freePosition } from "@/layout";
import type { BackflowStore } from "../actions";
import { type CanvasPlace, canvasView } from "../canvas-view";
import {
  deleteSelection,
  deleteWire,
  describePosition,
  moveSelection,
  pasteGraph,
  selectedPart,
} from "../editing";
import { connectWire } from "../node-search";
import { chosenNode } from "../selected-node";
import { documentOf } from "../selectors";
import type { Command } from "./command";
import { wireCommands } from "./wire-commands";

/** Canvas units that an arrow key moves what is selected. */
const KEY_MOVE = 8;

const always = (): boolean => true;
const hasSelection = (state: BackflowStore): boolean => state.selection.size > 0;
const hasSomething = (state: BackflowStore): boolean =>
  state.selection.size > 0 || state.selectedWire !== null;
const hasNodes = (state: BackflowStore): boolean => documentOf(state).graph.nodes.length > 0;

const hasFocusedNode = (): boolean => canvasView.get().focusedNode() !== null;

/** Ends the wire in hand at a node; false where none is in hand. */
function endsWireInHand(state: BackflowStore, node: NodeId): boolean {
  if (state.hand?.kind !== "wire") return false;
  const { wire } = state.hand;
  state.setHand(null);
  connectWire(wire, node, null);
  return true;
}

/** Where the menu of the canvas was opened; null where it is not open. */
function placeOfMenu({ menu }: BackflowStore): CanvasPlace | null {
  if (menu?.target.kind !== "canvas" || !menu.anchor) return null;
  return { position: menu.target.position, anchor: menu.anchor };
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
    perform: (state) => {
      const here = placeOfMenu(state);
      const pointer = canvasView.get().locate();
      const { anchor } = here ?? pointer;
      const node = here ? null : chosenNode(state);
      const corner = here?.position ?? freePosition(documentOf(state), pointer.corner);
      // What is wired with a node stands beside it, wherever the pointer is.
      state.setFinder({ kind: "add", anchor, position: node === null ? corner : null, node });
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
  swap: {
    name: "Change the operation",
    group: "Build",
    icon: "swap",
    keys: [{ key: "c" }],
    aboutSelection: true,
    when: hasSelection,
    perform: (state) => {
      const node = chosenNode(state);
      if (node) state.setFinder({ kind: "swap", anchor: null, node });
    },
  },
  renameNode: {
    name: "Rename the node",
    group: "Build",
    icon: "rename",
    keys: [{ key: "F2" }],
    aboutSelection: true,
    when: hasSelection,
    perform: (state) => {
      state.setPanel("node");
      state.setRenamingNode(chosenNode(state));
    },
  },
  differentiate: {
    name: "Differentiate this node",
    group: "Build",
    icon: "target",
    keys: [{ key: "o" }],
    aboutSelection: true,
    when: (state) => hasSelection(state) && documentOf(state).graph.output !== chosenNode(state),
    perform: (state) =>
      state.apply({ ok: true, value: withOutput(documentOf(state), chosenNode(state)) }),
  },
  differentiateLoss: {
    name: "Differentiate the loss again",
    group: "Build",
    icon: "target",
    keys: [{ key: "o", shift: true }],
    when: (state) => documentOf(state).graph.output !== null,
    perform: (state) => state.apply({ ok: true, value: withOutput(documentOf(state), null) }),
  },
  delete: {
    name: "Delete",
    group: "Edit",
    icon: "delete",
    keys: [{ key: "Delete" }, { key: "Backspace" }],
    aboutSelection: true,
    when: hasSomething,
    perform: (state) => {
      if (state.selection.size > 0 || !state.selectedWire) return deleteSelection();
      deleteWire(state.selectedWire);
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
    when: hasSelection,
    perform: (_state, services) => {
      services.copy();
      deleteSelection();
    },
  },
  copy: {
    name: "Copy",
    group: "Edit",
    icon: "copy",
    keys: [{ key: "c", mod: true }],
    byClipboard: true,
    aboutSelection: true,
    when: hasSelection,
    perform: (_state, services) => services.copy(),
  },
  paste: {
    name: "Paste",
    group: "Edit",
    icon: "paste",
    keys: [{ key: "v", mod: true }],
    byClipboard: true,
    when: always,
    perform: (state, services) => services.paste(placeOfMenu(state)?.position ?? null),
  },
  duplicate: {
    name: "Duplicate",
    group: "Edit",
    icon: "duplicate",
    keys: [{ key: "d", mod: true }],
    aboutSelection: true,
    when: hasSelection,
    perform: () => pasteGraph(selectedPart(), null),
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
      const selection = new Set(state.selection);
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
    perform: (state) => state.setBoxSelecting(!state.boxSelecting),
  },
  menu: {
    name: "Menu of the selection",
    group: "Select",
    icon: "menu",
    keys: [{ key: "m" }, { key: "ContextMenu" }, { key: "F10", shift: true }],
    aboutSelection: true,
    when: always,
    perform: (state) => {
      const node = chosenNode(state);
      const { position, anchor } = canvasView.get().locate();
      if (node) state.setMenu({ target: { kind: "node", node }, anchor: null });
      else if (state.selectedWire) {
        state.setMenu({ target: { kind: "wire", wire: state.selectedWire }, anchor: null });
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
    when: hasSelection,
    perform: (state) => {
      moves++;
      moveSelection(by, `keys:${moves}`);
      state.say(describePosition());
    },
  } as const satisfies Command;
}
