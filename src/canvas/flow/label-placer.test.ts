import { expect, it } from "vitest";
import type { GraphNode, NodeId, Position } from "@/graph";
import type { GroupCard } from "@/layout";
import { type FlowEdge, FlowElements } from "./flow-elements";
import { LabelPlacer } from "./label-placer";

const NODES: readonly GraphNode[] = [
  { id: "x", op: "input", symbol: "x", width: 1 },
  { id: "a", op: "sin", symbol: "a" },
  { id: "b", op: "exp", symbol: "b" },
  { id: "c", op: "tanh", symbol: "c" },
];
/** The wire from x to b runs below a, on which its label would lie. */
const GRAPH = {
  nodes: NODES,
  wires: [
    { source: "x", target: "b", port: 0 },
    { source: "b", target: "c", port: 0 },
  ],
  batch: 1,
  output: null,
};
const PLACES: readonly (readonly [NodeId, Position])[] = [
  ["x", { x: 0, y: 28 }],
  ["a", { x: 260, y: 0 }],
  ["b", { x: 520, y: 0 }],
  ["c", { x: 720, y: 0 }],
];
const LAYOUT = new Map(PLACES);
const NONE = new Set<NodeId>();
const NO_CARDS: readonly GroupCard[] = [];

const placeOf = (edges: readonly FlowEdge[], at: number) => edges[at]?.data?.place;

it("selecting a node leaves all wires the objects that they were", () => {
  const elements = new FlowElements();
  const placer = new LabelPlacer();
  const wires = elements.drawWires(GRAPH, LAYOUT);
  const before = placer.place(elements.drawNodes(GRAPH, LAYOUT, NONE), wires, NO_CARDS);
  const after = placer.place(elements.drawNodes(GRAPH, LAYOUT, new Set(["a"])), wires, NO_CARDS);
  expect(after).toBe(before);
});

it("while a node is dragged, the label of a wire that stays keeps its place and that of one that moves goes with its curve", () => {
  const elements = new FlowElements();
  const placer = new LabelPlacer();
  const drawn = (layout: ReadonlyMap<NodeId, Position>) =>
    [elements.drawNodes(GRAPH, layout, NONE), elements.drawWires(GRAPH, layout)] as const;
  const placed = placer.place(...drawn(LAYOUT), NO_CARDS);
  const moved = new Map([...PLACES, ["c", { x: 760, y: 40 }]]);
  const kept = placer.keep(...drawn(moved));
  expect(kept[0]).toBe(placed[0]);
  expect(placeOf(kept, 1)).toBeUndefined();
  const settled = placer.place(...drawn(moved), NO_CARDS);
  expect(placeOf(settled, 0)).toEqual(placeOf(placed, 0));
  expect(placeOf(settled, 1)).not.toEqual(placeOf(placed, 1));
});

it("a graph of very many wires is drawn as its curves say", () => {
  const many = {
    ...GRAPH,
    nodes: [
      NODES[0] as GraphNode,
      ...Array.from(
        { length: 201 },
        (_, at): GraphNode => ({ id: `n${at}`, op: "sin", symbol: `n_${at}` }),
      ),
    ],
    wires: Array.from({ length: 201 }, (_, at) => ({ source: "x", target: `n${at}`, port: 0 })),
  };
  const elements = new FlowElements();
  const wires = elements.drawWires(many, new Map());
  expect(new LabelPlacer().place(elements.drawNodes(many, new Map(), NONE), wires, NO_CARDS)).toBe(
    wires,
  );
});
