import { expect, test } from "vitest";
import type { Graph, GraphNode } from "../document";
import { networkSize } from "./network-size";
import { unitLayersOf } from "./unit-layers";
import { unitNetworkOf } from "./unit-network";

type Described = readonly [op: string, id: string, width: number, ...inputs: string[]];

/** The graph of nodes that say what they read; the width counts where the op has one of its own. */
function graphOf(...described: readonly Described[]): Graph {
  const nodes = described.map(([op, id, width, ...inputs]) => {
    const base = { id, op, symbol: id };
    if (op === "linear") return { ...base, width, betaSymbol: "b", omegaSymbols: inputs };
    return ["input", "target", "parameter", "constant"].includes(op) ? { ...base, width } : base;
  }) as GraphNode[];
  const wires = described.flatMap(([, target, , ...inputs]) =>
    inputs.map((source, port) => ({ source, target, port })),
  );
  return { nodes, wires, batch: 1, output: null } as Graph;
}

/** 4 inputs, 8 and 5 hidden units, 3 outputs: as layers. */
const PERCEPTRON = graphOf(
  ["input", "x", 4],
  ["linear", "f1", 8, "x"],
  ["relu", "h1", 0, "f1"],
  ["linear", "f2", 5, "h1"],
  ["relu", "h2", 0, "f2"],
  ["linear", "f3", 3, "h2"],
);

/** The shallow network of three units, drawn one by one. */
const SHALLOW = graphOf(
  ["input", "x", 1],
  ["linear", "f1", 1, "x"],
  ["linear", "f2", 1, "x"],
  ["linear", "f3", 1, "x"],
  ["relu", "h1", 0, "f1"],
  ["relu", "h2", 0, "f2"],
  ["relu", "h3", 0, "f3"],
  ["linear", "y", 1, "h1", "h2", "h3"],
);

test("weights and biases of a multilayer perceptron, node by node and in all", () => {
  // 4·8 + 8·5 + 5·3 weights and 8 + 5 + 3 biases.
  const size = networkSize(PERCEPTRON);
  expect(size.nodes.map(({ node, weights, biases }) => [node, weights, biases])).toEqual([
    ["f1", 32, 8],
    ["f2", 40, 5],
    ["f3", 15, 3],
  ]);
  expect(size).toMatchObject({ weights: 87, biases: 16, others: 0, total: 103 });
});

test("the lecture's shallow network has ten parameters", () => {
  expect(networkSize(SHALLOW)).toMatchObject({ weights: 6, biases: 4, total: 10 });
});

test("parameter nodes count, constants do not; an unwired linear node has its bias", () => {
  const size = networkSize(
    graphOf(["parameter", "p", 3], ["constant", "c", 5], ["linear", "f", 2]),
  );
  expect(size).toMatchObject({ weights: 0, biases: 2, others: 3, total: 5 });
});

test("linear nodes that read the same nodes are one layer, whose fans are those of the layer", () => {
  const fans = (graph: Graph) =>
    unitLayersOf(graph).map(({ nodes, fanIn, fanOut }) => [nodes.length, fanIn, fanOut]);
  expect(fans(SHALLOW)).toEqual([
    [3, 1, 3],
    [1, 3, 1],
  ]);
  expect(fans(PERCEPTRON)).toEqual([
    [1, 4, 8],
    [1, 8, 5],
    [1, 5, 3],
  ]);
});

test("circles stand in a column for each layer, however it is drawn", () => {
  const columns = (graph: Graph) => unitNetworkOf(graph)?.columns.map((units) => units.length);
  expect(columns(PERCEPTRON)).toEqual([4, 8, 5, 3]);
  expect(columns(SHALLOW)).toEqual([1, 3, 1]);
  const arrows = unitNetworkOf(PERCEPTRON)?.feeds.map(({ from, to }) => from.count * to.count);
  expect(arrows?.reduce((sum, count) => sum + count)).toBe(networkSize(PERCEPTRON).weights);
});

test("a graph of something else than layers has no circles", () => {
  expect(unitNetworkOf(graphOf(["input", "x", 1], ["sin", "h", 0, "x"]))).toBeNull();
  const product = graphOf(
    ["input", "x", 1],
    ["linear", "f1", 1, "x"],
    ["multiply", "h", 0, "f1", "x"],
    ["linear", "f2", 1, "h"],
  );
  expect(unitNetworkOf(product)).toBeNull();
});
