import type { FixedEnd, Position, Wire } from "@/graph";
import type { BackflowStore } from "../actions";
import { wireFrom } from "../selected-node";
import { documentOf } from "../selectors";
import type { Command } from "./command";
import { nodeOf, wireOf } from "./target";

/** What draws and changes wires. */
export const wireCommands = {
  connect: {
    name: "Wire the node to …",
    group: "Build",
    icon: "wire",
    keys: [{ key: "w" }],
    aboutSelection: true,
    when: (state, target) => wireFrom(state, nodeOf(state, target)) !== null,
    perform: (state, _services, target) => {
      const wire = wireFrom(state, nodeOf(state, target));
      if (!wire) return;
      state.setNodeSearch({ kind: "connect", anchor: null, position: null, wire });
    },
  },
  insert: {
    name: "Insert a node into the wire",
    group: "Build",
    icon: "insert",
    keys: [{ key: "i" }],
    aboutSelection: true,
    when: (state, target) => wireOf(state, target) !== null,
    perform: (state, _services, target) => {
      const wire = wireOf(state, target);
      if (!wire) return;
      state.setNodeSearch({ kind: "insert", anchor: null, position: middleOf(state, wire), wire });
    },
  },
  moveWireStart: moveEnd("start", (wire) => ({
    kind: "target",
    node: wire.target,
    port: wire.port,
  })),
  moveWireEnd: moveEnd("end", (wire) => ({ kind: "source", node: wire.source })),
} as const satisfies Record<string, Command>;

function moveEnd(end: "start" | "end", fixedOf: (wire: Wire) => FixedEnd) {
  return {
    name: `Move the ${end} of the wire …`,
    group: "Build",
    icon: "wire",
    keys: [],
    when: (state, target) => wireOf(state, target) !== null,
    perform: (state, _services, target) => {
      const replacing = wireOf(state, target);
      if (!replacing) return;
      state.setNodeSearch({
        kind: "connect",
        anchor: null,
        position: null,
        wire: { fixed: fixedOf(replacing), replacing },
      });
    },
  } as const satisfies Command;
}

/** Between the two nodes of a wire, canvas units. */
function middleOf(state: BackflowStore, wire: Wire): Position {
  const { layout } = documentOf(state);
  const from = layout.get(wire.source) ?? { x: 0, y: 0 };
  const to = layout.get(wire.target) ?? from;
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}
