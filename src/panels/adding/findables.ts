import { betaText, nodeText, omegaText } from "@/explain";
import {
  type BackflowDocument,
  type Graph,
  isLinear,
  letters,
  type NodeGroup,
  nodesInGroup,
  wireKey,
  withoutLowered,
} from "@/graph";
import { opOf } from "@/ops";
import { presets } from "@/presets";
import { commandIds, commandOf, isPossible, type KeptDocument, type PaneTab } from "@/store";
import { keysText } from "../page/key-names";
import { COMMAND_WORDS, reasonOf } from "./command-words";
import type { Findable } from "./everything-search";
import { groupOf, misfit, namesOf, OPS_BY_GROUP } from "./op-search";

/** What is done beside the graph, by what somebody calls it who looks for a kind of file. */
const PLACES: readonly {
  readonly pane: PaneTab;
  readonly name: string;
  readonly words: readonly string[];
}[] = [
  { pane: "data", name: "Rows from a CSV, or as one", words: ["csv", "import", "export"] },
  {
    pane: "figures",
    name: "Save a figure as SVG or PNG, or its numbers as CSV",
    words: ["svg", "png", "csv", "picture", "image", "download", "export"],
  },
  {
    pane: "training",
    name: "Losses as CSV, PyTorch script, weights as JSON",
    words: ["csv", "pytorch", "python", "script", "json", "weights", "export", "download"],
  },
];

/** All that can be found: in each list what the document, the browser or the page has of it. */
export function findablesOf(
  { graph, groups }: BackflowDocument,
  own: readonly KeptDocument[],
  units: number | null,
): readonly Findable[] {
  return [
    ...commands(),
    ...PLACES.map(({ pane, name, words }) => ({
      id: `pane ${pane}`,
      group: "Files",
      names: [name, ...words],
      more: `in ${commandOf(pane).name}`,
    })),
    ...groups.map((group) => groupFindable(groups, group)),
    ...graph.nodes.map((node) => ({
      id: `node ${node.id}`,
      group: "Nodes of this graph",
      names: [...spellings(nodeText(graph, node.id)), node.id],
      more: opOf(node.op).title,
    })),
    ...weights(graph),
    ...OPS_BY_GROUP.map((op) => ({
      id: `op ${op.id}`,
      group: "Add a node",
      // The name of its group finds all of it, in the order of the palette.
      names: [op.title, groupOf(op), ...namesOf(op).slice(1)],
      more: "adds it",
      misfit: misfit(op, units),
    })),
    ...presets.map(({ slug, title, story }) => ({
      id: `preset ${slug}`,
      group: "Presets",
      names: [title, slug],
      more: story,
    })),
    ...own.map(({ id, title }) => ({
      id: `own ${id}`,
      group: "My graphs",
      names: [title === "" ? "Untitled" : title],
      more: "",
    })),
  ];
}

function commands(): readonly Findable[] {
  return commandIds.flatMap((id) => {
    const { name, keys, group, onFocusedNode } = commandOf(id);
    if (onFocusedNode || id === "everything") return [];
    const names = [name, group, ...(COMMAND_WORDS[id] ?? [])];
    const found = { id: `command ${id}`, group: "Commands", names };
    if (isPossible(id)) return [{ ...found, more: keysText(keys) ?? "" }];
    const against = reasonOf(id);
    return [{ ...found, more: `not now: ${against}`, against: `${name}: ${against}.` }];
  });
}

function groupFindable(groups: readonly NodeGroup[], group: NodeGroup): Findable {
  const { length } = nodesInGroup(groups, group);
  return {
    id: `group ${group.id}`,
    group: "Groups of this graph",
    names: [group.name === "" ? "Group" : group.name, group.id],
    more: length === 1 ? "1 node" : `${length} nodes`,
  };
}

/** Weights and biases by their names, which lead to the wire or the node that has them. */
function weights(graph: Graph): readonly Findable[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const group = "Weights and biases";
  const isOneOfMany = true;
  const biases = graph.nodes.flatMap((node) =>
    isLinear(node)
      ? [
          {
            ...{ id: `bias ${node.id}`, group, isOneOfMany },
            names: spellings(betaText(graph, node)),
            more: `bias of ${nodeText(graph, node.id)}`,
          },
        ]
      : [],
  );
  const omegas = graph.wires.flatMap((wire) => {
    const target = nodes.get(wire.target);
    if (!target || !isLinear(target)) return [];
    return [
      {
        ...{ id: `wire ${wireKey(wire)}`, group, isOneOfMany },
        names: spellings(omegaText(graph, target, wire.port)),
        more: `weight of ${nodeText(graph, wire.source)} in ${nodeText(graph, wire.target)}`,
      },
    ];
  });
  return [...omegas, ...biases];
}

/** What weights and losses are also called, where the keyboard has no Greek. */
const ALSO_CALLED: ReadonlyMap<string, readonly string[]> = new Map([
  ["ω", ["w"]],
  ["β", ["b"]],
  ["ℓ", ["l", "loss"]],
]);

/** A name as it is shown, then as it can be typed: "ω₃", "ω3", "omega3", "w3". */
export function spellings(name: string): readonly string[] {
  const plain = withoutLowered(name).replaceAll("_", "");
  const typed = Array.from(letters).flatMap(([command, letter]) =>
    plain.includes(letter)
      ? [command.replace(/^var/, ""), ...(ALSO_CALLED.get(letter) ?? [])].map((word) =>
          plain.replaceAll(letter, word),
        )
      : [],
  );
  return [...new Set([name, plain, ...typed])];
}
