import { positionAfter, withOutput } from "@/graph";
import { type CanvasPlace, canvasView } from "./canvas-view";
import type { Command } from "./command";
import {
  deleteSelection,
  deleteWire,
  describePlace,
  moveSelection,
  pasteGraph,
  selectedPart,
} from "./editing";
import { chosenNode, wireFrom } from "./selected-node";
import type { BackflowStore } from "./store";
import { documentOf } from "./store";
import { wireCommands } from "./wire-commands";

/** Canvas units that an arrow key moves what is selected. */
const KEY_MOVE = 8;

const always = (): boolean => true;
const hasSelection = (state: BackflowStore): boolean => state.selection.size > 0;
const hasSomething = (state: BackflowStore): boolean =>
  state.selection.size > 0 || state.selectedWire !== null;
const hasNodes = (state: BackflowStore): boolean => documentOf(state).graph.nodes.length > 0;

/** Where the menu of the canvas was opened; null where it is not open. */
function placeOfMenu({ menu }: BackflowStore): CanvasPlace | null {
  if (menu?.target.kind !== "canvas" || !menu.anchor) return null;
  return { position: menu.target.position, anchor: menu.anchor };
}

/** What changes the graph. */
export const editCommands = {
  ...wireCommands,
  addNode: {
    name: "Add a node",
    group: "Edit",
    icon: "search",
    keys: [{ key: "/" }, { key: "/", shift: true }],
    when: always,
    perform: (state) => {
      const here = placeOfMenu(state);
      const { position, anchor } = here ?? canvasView.get().locate();
      const node = here ? null : chosenNode(state);
      const wire = wireFrom(state, node);
      state.setFinder({
        kind: "add",
        anchor,
        // What goes on from a node stands beside it, wherever the pointer is.
        position: wire && node ? positionAfter(documentOf(state), [node]) : position,
        wire,
        mustFit: false,
      });
    },
  },
  palette: {
    name: "Add nodes from the palette",
    group: "Edit",
    icon: "add",
    keys: [{ key: "a" }],
    when: always,
    perform: (state) => state.setPaletteOpen(!state.paletteOpen),
  },
  swap: {
    name: "Change the operation",
    group: "Edit",
    icon: "swap",
    keys: [{ key: "c" }],
    when: hasSelection,
    perform: (state) => {
      const node = chosenNode(state);
      if (node) state.setFinder({ kind: "swap", anchor: null, node });
    },
  },
  renameNode: {
    name: "Rename the node",
    group: "Edit",
    icon: "rename",
    keys: [{ key: "F2" }],
    when: hasSelection,
    perform: (state) => {
      state.setPanel("node");
      state.setRenamingNode(chosenNode(state));
    },
  },
  differentiate: {
    name: "Differentiate this node",
    group: "Edit",
    icon: "target",
    keys: [{ key: "o" }],
    when: (state) => hasSelection(state) && documentOf(state).graph.output !== chosenNode(state),
    perform: (state) =>
      state.apply({ ok: true, value: withOutput(documentOf(state), chosenNode(state)) }),
  },
  differentiateLoss: {
    name: "Differentiate the loss again",
    group: "Edit",
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
    when: hasSomething,
    perform: (state) => {
      if (state.selection.size === 0 && state.selectedWire) deleteWire(state.selectedWire);
      else deleteSelection();
      canvasView.get().focus(null);
    },
  },
  cut: {
    name: "Cut",
    group: "Edit",
    icon: "cut",
    keys: [{ key: "x", mod: true }],
    byClipboard: true,
    when: hasSelection,
    perform: (_state, services) => {
      services.copy();
      deleteSelection();
      canvasView.get().focus(null);
    },
  },
  copy: {
    name: "Copy",
    group: "Edit",
    icon: "copy",
    keys: [{ key: "c", mod: true }],
    byClipboard: true,
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
    perform: (_state, services) => services.paste(),
  },
  duplicate: {
    name: "Duplicate",
    group: "Edit",
    icon: "duplicate",
    keys: [{ key: "d", mod: true }],
    when: hasSelection,
    perform: () => pasteGraph(selectedPart(), null),
  },
  tidy: {
    name: "Tidy up",
    group: "Edit",
    icon: "tidy",
    keys: [{ key: "t" }],
    when: hasNodes,
    perform: (_state, services) => services.tidy(),
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
    when: hasSelection,
    perform: (state) => {
      moves++;
      moveSelection(by, `keys:${moves}`);
      state.say(describePlace());
    },
  } as const satisfies Command;
}
