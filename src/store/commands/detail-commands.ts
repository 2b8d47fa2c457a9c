import type { BackflowStore } from "../actions";
import { documentOf } from "../selectors";
import type { Command } from "./command";
import { type CommandTarget, nodeOf } from "./target";

/** The node that a command is about, if it is made of units of its own. */
function nodeWithUnits(state: BackflowStore, target: CommandTarget): string | null {
  const id = nodeOf(state, target);
  const node = documentOf(state).graph.nodes.find((each) => each.id === id);
  return node && "width" in node ? node.id : null;
}

/** What opens the details of a node with the focus in one of their fields. */
export const detailCommands = {
  renameNode: {
    name: "Rename the node",
    group: "Build",
    icon: "rename",
    keys: [{ key: "F2" }],
    aboutSelection: true,
    when: (state, target) => nodeOf(state, target) !== null,
    perform: (state, _services, target) => {
      if (target.kind === "node") state.select(new Set([target.node]));
      state.setPanel("node");
      state.setRenamingNode(nodeOf(state, target));
    },
  },
  setUnits: {
    name: "Set the units",
    group: "Build",
    icon: "units",
    keys: [{ key: "w", shift: true }],
    aboutSelection: true,
    when: (state, target) => nodeWithUnits(state, target) !== null,
    perform: (state, _services, target) => {
      if (target.kind === "node") state.select(new Set([target.node]));
      state.setPanel("node");
      state.setSizingNode(nodeWithUnits(state, target));
    },
  },
} as const satisfies Record<string, Command>;
