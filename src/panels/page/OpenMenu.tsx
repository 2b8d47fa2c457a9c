import { useLayoutEffect, useState } from "react";
import { nodeText } from "@/explain";
import {
  type CommandId,
  type CommandTarget,
  type ContextMenu as ContextMenuState,
  canvasView,
  commandOf,
  commands,
  documentOf,
  performCommand,
  SELECTION,
  selectedNodes,
  useBackflow,
} from "@/store";
import { Menu, type MenuItem } from "@/ui";
import { boxOf } from "./anchor";
import { keysText } from "./key-names";
import { useServices } from "./services";

type Sections = readonly (readonly CommandId[])[];

const SECTIONS: Readonly<Record<ContextMenuState["target"]["kind"], Sections>> = {
  node: [
    ["details", "renameNode", "setUnits", "swap"],
    ["addNode", "connect", "drawWeights"],
    ["jumpToForward", "jumpToBackward", "differentiate", "differentiateLoss"],
    ["fold", "unfold", "ungroup"],
    ["cut", "copy", "duplicate", "duplicateWired", "delete"],
  ],
  wire: [["insert", "moveWireStart", "moveWireEnd"], ["delete"]],
  canvas: [
    ["addNode", "palette", "note", "paste"],
    ["selectAll", "boxSelect"],
    ["tidy", "drawWeights", "fit"],
  ],
};

/** Left out where they are impossible: others are shown as impossible. */
const HIDDEN: ReadonlySet<CommandId> = new Set([
  "drawWeights",
  "jumpToForward",
  "jumpToBackward",
  "differentiate",
  "differentiateLoss",
  "unfold",
  "ungroup",
]);

/** The menu that is open: what can be done with a node, a wire or the canvas, read from the table of commands. */
export function OpenMenu({ menu }: { readonly menu: ContextMenuState }) {
  const services = useServices();
  const { target } = menu;
  const [anchor] = useState(() => boxOf(menu.anchor, aboutOf(menu)));
  // What the menu is about is seen to be selected.
  useLayoutEffect(() => {
    selectTarget(target);
  }, [target]);
  const about = targetOf(menu, selectedNodes(useBackflow.getState()));
  const state = useBackflow();
  const close = () => useBackflow.getState().setMenu(null);
  const choose = (id: string) => {
    if (isCommand(id)) performCommand(id, services, about);
  };
  return (
    <Menu
      label={labelOf(menu, nodeName)}
      anchor={anchor}
      sections={SECTIONS[target.kind].map((section) =>
        section
          .filter((id) => !HIDDEN.has(id) || commandOf(id).when(state, about))
          .map((id) => itemOf(id, commandOf(id).when(state, about))),
      )}
      onChoose={choose}
      onClose={close}
      onFocusLost={() => canvasView.get().focus(target.kind === "node" ? target.node : null)}
    />
  );
}

function itemOf(id: CommandId, possible: boolean): MenuItem {
  const { name, keys } = commandOf(id);
  return { id, name, icon: commands[id].icon, kbd: keysText(keys), disabled: !possible };
}

function isCommand(id: string): id is CommandId {
  return Object.hasOwn(commands, id);
}

/** What the commands act on: all that is selected, where the menu is that of one node of several. */
function targetOf(
  { target, anchor }: ContextMenuState,
  selection: ReadonlySet<string>,
): CommandTarget {
  if (target.kind === "canvas") return { ...target, anchor };
  return target.kind === "node" && selection.has(target.node) ? SELECTION : target;
}

/** A node that is selected with others stays so, and becomes the first of them. */
function selectTarget(target: ContextMenuState["target"]): void {
  const state = useBackflow.getState();
  if (target.kind === "wire") state.selectWire(target.wire);
  if (target.kind !== "node") return;
  const { node } = target;
  state.select(new Set(selectedNodes(state).has(node) ? [node, ...selectedNodes(state)] : [node]));
}

function aboutOf({ target }: ContextMenuState) {
  if (target.kind === "canvas") return null;
  return target.kind === "node" ? target.node : target.wire;
}

function nodeName(node: string): string {
  return nodeText(documentOf(useBackflow.getState()).graph, node);
}

function labelOf({ target }: ContextMenuState, name: (node: string) => string): string {
  switch (target.kind) {
    case "node":
      return `Menu of ${name(target.node)}`;
    case "wire":
      return `Menu of the wire from ${name(target.wire.source)} into ${name(target.wire.target)}`;
    case "canvas":
      return "Menu of the canvas";
  }
}
