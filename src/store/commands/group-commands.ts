import {
  addNote,
  foldNodes,
  groupsAround,
  type NodeGroup,
  nodesInGroup,
  shownGroups,
  withFolded,
  withoutGroup,
} from "@/graph";
import { freePosition } from "@/layout";
import type { BackflowStore } from "../actions";
import { canvasView } from "../canvas-view";
import { documentOf } from "../selectors";
import type { Command } from "./command";
import { type CommandTarget, nodesOf } from "./target";

/** The groups that what a command acts on is drawn in: folded ones, and of frames within one another the innermost. */
function groupsOf(state: BackflowStore, target: CommandTarget): readonly NodeGroup[] {
  const nodes = new Set(nodesOf(state, target));
  const { groups } = documentOf(state);
  const holding = shownGroups(groups).filter((group) =>
    nodesInGroup(groups, group).some((id) => nodes.has(id)),
  );
  return holding.filter((group) => {
    const inner = holding.filter((other) => groupsAround(groups, other).includes(group));
    return !inner.some((other) => other.nodes.some((id) => nodes.has(id)) || other.folded);
  });
}

/** What gathers nodes, and what is written beside them. */
export const groupCommands = {
  fold: {
    name: "Fold into a group",
    group: "Build",
    icon: "fold",
    keys: [{ key: "g", mod: true }],
    aboutSelection: true,
    when: (state, target) => nodesOf(state, target).length > 0,
    perform: (state, _services, target) => {
      const before = documentOf(state);
      const nodes = new Set(nodesOf(state, target));
      // What is a group already is folded again, under the name that it has.
      const own = before.groups.find((group) => {
        const held = nodesInGroup(before.groups, group);
        return !group.folded && held.length === nodes.size && held.every((id) => nodes.has(id));
      });
      const edited = own
        ? ({ ok: true, value: withFolded(before, own.id, true) } as const)
        : foldNodes(before, nodes);
      if (state.apply(edited, { select: nodes })) {
        state.say(`Folded ${nodes.size === 1 ? "1 node" : `${nodes.size} nodes`} into a group.`);
      }
    },
  },
  unfold: {
    name: "Unfold the group",
    group: "Build",
    icon: "unfold",
    keys: [{ key: "g", mod: true, shift: true }],
    aboutSelection: true,
    when: (state, target) => groupsOf(state, target).some(({ folded }) => folded),
    perform: (state, _services, target) => {
      let document = documentOf(state);
      for (const { id, folded } of groupsOf(state, target)) {
        if (folded) document = withFolded(document, id, false);
      }
      if (state.apply({ ok: true, value: document })) state.say("Unfolded the group.");
    },
  },
  ungroup: {
    name: "Take the group away",
    group: "Build",
    icon: "close",
    keys: [],
    aboutSelection: true,
    when: (state, target) => groupsOf(state, target).length > 0,
    perform: (state, _services, target) => {
      let document = documentOf(state);
      for (const { id } of groupsOf(state, target)) document = withoutGroup(document, id);
      if (state.apply({ ok: true, value: document })) state.say("Took the group away.");
    },
  },
  note: {
    name: "Write a note",
    group: "Build",
    icon: "note",
    keys: [{ key: "x" }],
    when: () => true,
    perform: (state, _services, target) => {
      // What stands there already is not covered.
      const position =
        target.kind === "canvas"
          ? target.position
          : freePosition(documentOf(state), canvasView.get().locate().corner);
      const added = addNote(documentOf(state), position, "Note");
      if (!added.ok) {
        state.apply(added);
        return;
      }
      state.apply({ ok: true, value: added.value.document });
      state.setWritingNote(added.value.note);
    },
  },
} as const satisfies Record<string, Command>;
