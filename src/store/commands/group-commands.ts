import { list } from "@/explain";
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
import { count } from "../words";
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

function namesOf(groups: readonly NodeGroup[]): string {
  return list(groups.map(({ name }) => name));
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
      const same = shownGroups(before.groups).filter((group) => {
        const held = nodesInGroup(before.groups, group);
        return held.length === nodes.size && held.every((id) => nodes.has(id));
      });
      const card = same.find(({ folded }) => folded);
      if (card) {
        // A group round one card would only be another card in its place.
        const text = `${card.name} is folded already. The button on its card unfolds it.`;
        state.notify({ tone: "info", text, lasts: "until-edit" });
        return;
      }
      // What is a group already is folded again, under the name that it has.
      const [own] = same;
      const edited = own
        ? ({ ok: true, value: withFolded(before, own.id, true) } as const)
        : foldNodes(before, nodes);
      if (!state.apply(edited, { select: nodes })) return;
      state.say(own ? `Folded ${own.name}.` : `Folded ${count(nodes.size, "node")} into a group.`);
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
      const folded = groupsOf(state, target).filter((group) => group.folded);
      for (const { id } of folded) document = withFolded(document, id, false);
      if (state.apply({ ok: true, value: document })) state.say(`Unfolded ${namesOf(folded)}.`);
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
      const groups = groupsOf(state, target);
      for (const { id } of groups) document = withoutGroup(document, id);
      if (state.apply({ ok: true, value: document })) state.say(`Took ${namesOf(groups)} away.`);
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
