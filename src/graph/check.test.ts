import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DataTable } from "@/data";
import { columnsOfRows } from "./columns";
import type { BackflowDocument, Graph, GraphNode, NodeNumbers, Wire } from "./document";
import {
  documentOf,
  leaf,
  linear,
  randomDocument,
  toyNetwork,
  wire,
} from "./document.test-support";
import { LIMITS } from "./limits";
import { checkDocument } from "./parts/check";
import type { DocumentProblem } from "./problems";
import { success } from "./result";

const toy = toyNetwork();

function problemOf(document: BackflowDocument): DocumentProblem | null {
  const result = checkDocument(document);
  return result.ok ? null : result.problem;
}

function withGraph(change: Partial<Graph>): BackflowDocument {
  return { ...toy, graph: { ...toy.graph, ...change } };
}

function withNode(id: string, change: object): BackflowDocument {
  const nodes = toy.graph.nodes.map((node) =>
    node.id === id ? ({ ...node, ...change } as GraphNode) : node,
  );
  return withGraph({ nodes });
}

function withNumbers(id: string, owned: NodeNumbers): BackflowDocument {
  return { ...toy, numbers: new Map(toy.numbers).set(id, owned) };
}

function withWires(...wires: readonly Wire[]): BackflowDocument {
  return withGraph({ wires: [...toy.graph.wires, ...wires] });
}

describe("checkDocument", () => {
  it("passes what is sound", () => {
    expect(checkDocument(toy)).toEqual(success(toy));
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 60 }), (seed, size) => {
        expect(problemOf(randomDocument(seed, size))).toBeNull();
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it("passes incomplete graphs, and keeps the columns that an incomplete source had", () => {
    const graph = (omega: readonly (readonly number[])[]) =>
      documentOf(
        [
          ["h", "sin"],
          ["f", "linear", linear([0, 0], omega)],
        ],
        [wire("h", "f")],
      );
    expect(
      problemOf(
        graph([
          [1, 2, 3],
          [4, 5, 6],
        ]),
      ),
    ).toBeNull();
    expect(
      problemOf(
        graph([
          [1, 2, 3],
          [4, 5],
        ]),
      ),
    ).toMatchObject({ kind: "shape", port: 0 });
    expect(problemOf(graph([[], []]))).toMatchObject({ kind: "shape", expected: [2, 1] });
  });

  const shape = { kind: "shape", expected: [1, 1] } as const;
  it.each<[string, BackflowDocument, Partial<DocumentProblem>]>([
    ["an empty id", withNode("x", { id: "" }), { kind: "bad-id" }],
    ["a long id", withNode("x", { id: "a".repeat(41) }), { kind: "bad-id" }],
    ["a space in an id", withNode("x", { id: "a b" }), { kind: "bad-id" }],
    ["a line end after an id", withNode("x", { id: "x\n" }), { kind: "bad-id" }],
    ["one id twice", withNode("y", { id: "x" }), { kind: "repeated-id", id: "x" }],
    ["an unknown op", withNode("h1", { op: "constructor" }), { kind: "unknown-op", node: "h1" }],
    ["width 0", withNode("x", { width: 0 }), { kind: "bad-width", node: "x" }],
    ["width NaN", withNode("x", { width: Number.NaN }), { kind: "bad-width" }],
    ["width 2³²", withNode("x", { width: 2 ** 32 }), { kind: "bad-width" }],
    ["no rows", withTable({ rows: 0 }), { kind: "bad-rows", rows: 0 }],
    ["1.5 rows", withTable({ rows: 1.5 }), { kind: "bad-rows" }],
    ["10,001 rows", withTable({ rows: 10_001 }), { kind: "bad-rows", rows: 10_001 }],
    ["no training row", withTable({ validation: 1 }), { kind: "bad-validation", validation: 1 }],
    ["validation −1", withTable({ validation: -1 }), { kind: "bad-validation" }],
    ["validation ½", withTable({ validation: 0.5 }), { kind: "bad-validation" }],
    ["no columns", withTable({ columns: new Map() }), { kind: "numbers-missing", node: "x" }],
    ["a long symbol", withNode("h1", { symbol: "s".repeat(201) }), { kind: "symbol-too-long" }],
    ["a long ω", withNode("f1", { omegaSymbols: ["s".repeat(201)] }), { kind: "symbol-too-long" }],
    ["a long title", { ...toy, title: "t".repeat(201) }, { kind: "title-too-long", length: 201 }],
    ["no source", withWires(wire("z", "f0", 1)), { kind: "unknown-node", node: "z" }],
    ["no target", withWires(wire("x", "z")), { kind: "unknown-node", node: "z" }],
    ["a port beyond", withWires(wire("x", "h1", 1)), { kind: "no-port", ports: 1 }],
    ["a wire into a leaf", withWires(wire("x", "y")), { kind: "no-port", ports: 0 }],
    ["port −1", withWires(wire("x", "h1", -1)), { kind: "no-port" }],
    ["port ½", withWires(wire("x", "loss", 0.5)), { kind: "no-port" }],
    ["two wires into a port", withWires(wire("x", "h1")), { kind: "port-taken" }],
    ["too few ω", withWires(wire("x", "f1", 1)), { kind: "no-port", ports: 1 }],
    [
      "a gap in a linear node",
      withNode("f1", { omegaSymbols: ["a", "b"] }),
      { kind: "linear-gap", node: "f1", port: 1, ports: 2 },
    ],
    ["no such output", withGraph({ output: "z" }), { kind: "unknown-output", node: "z" }],
    ["missing numbers", withNode("h1", { id: "h9" }), { kind: "unknown-node", node: "h1" }],
    ["numbers of a sine", withNumbers("h1", VALUES), { kind: "numbers-unexpected" }],
    ["columns of a sine", withRows("h1", [1]), { kind: "numbers-unexpected", node: "h1" }],
    ["numbers of an input", withNumbers("x", VALUES), { kind: "numbers-unexpected", node: "x" }],
    ["numbers of nobody", withNumbers("z", VALUES), { kind: "numbers-unexpected", node: "z" }],
    ["columns of nobody", withRows("z", [1]), { kind: "numbers-unexpected", node: "z" }],
    ["numbers of another kind", withNumbers("f0", VALUES), { kind: "numbers-missing" }],
    ["too many rows", withRows("x", [1], [2]), { ...shape, part: "value", found: [2, 1] }],
    ["a wide row", withRows("x", [1, 2]), { ...shape, part: "value", found: [1, 2] }],
    ["too many β", withNumbers("f0", linear([1, 2], [[1]])), { ...shape, part: "beta" }],
    ["no Ω block", withNumbers("f0", linear([1])), { kind: "omega-blocks", expected: 1, found: 0 }],
    ["a wide Ω", withNumbers("f0", linear([1], [[1, 2]])), { ...shape, part: "omega", port: 0 }],
    ["a tall Ω", withNumbers("f0", linear([1], [[1], [2]])), { ...shape, found: [2, 1] }],
    ["NaN", withRows("x", [Number.NaN]), { kind: "not-finite", part: "value" }],
    ["∞ in β", withNumbers("f0", linear([1 / 0], [[1]])), { kind: "not-finite", part: "beta" }],
    ["−∞ in Ω", withNumbers("f0", linear([1], [[-1 / 0]])), { kind: "not-finite", part: "omega" }],
    ["a position of nobody", withPosition("z", 0, 0), { kind: "position-unexpected", node: "z" }],
    ["a far position", withPosition("x", 0, -1e6 - 1), { kind: "position-bound", node: "x" }],
    ["a NaN position", withPosition("x", Number.NaN, 0), { kind: "position-bound" }],
    ["no position", { ...toy, layout: new Map() }, { kind: "position-missing", node: "x" }],
    ["vanishing 0", withThresholds(0, 2), { kind: "thresholds" }],
    ["vanishing 1", withThresholds(1, 2), { kind: "thresholds" }],
    ["exploding 1", withThresholds(0.5, 1), { kind: "thresholds" }],
    ["exploding ∞", withThresholds(0.5, 1 / 0), { kind: "thresholds" }],
    ["NaN thresholds", withThresholds(Number.NaN, Number.NaN), { kind: "thresholds" }],
  ])("refuses %s", (_, document, problem) => {
    expect(problemOf(document)).toMatchObject(problem);
  });

  it("knows the bound of a setting", () => {
    const huber = (value: number) =>
      documentOf([["loss", "huber", { kind: "setting", value }]], []);
    expect(problemOf(huber(5e-324))).toBeNull();
    expect(problemOf(huber(0))).toMatchObject({ kind: "setting-bound", value: 0, above: 0 });
    expect(problemOf(huber(Number.NaN))).toMatchObject({ kind: "not-finite", part: "setting" });
  });

  it("wants a row for each sample from inputs and targets, and one from the others", () => {
    const rows = (...owned: number[]) =>
      problemOf(
        documentOf([["v", "input", leaf(...owned.map((value) => [value]))]], [], { rows: 2 }),
      );
    expect(rows(1, 2)).toBeNull();
    expect(rows(1)).toMatchObject({ kind: "shape", expected: [2, 1], found: [1, 1] });
    const parameter = documentOf([["v", "parameter", leaf([1])]], []);
    expect(problemOf(parameter)).toBeNull();
    const wide = new Map(parameter.numbers).set("v", { kind: "leaf", values: [1, 2] });
    expect(problemOf({ ...parameter, numbers: wide })).toMatchObject({
      kind: "shape",
      expected: [1, 1],
    });
    // Where nothing has rows, there is one row of nothing.
    expect(problemOf({ ...parameter, data: { ...parameter.data, rows: 2 } })).toEqual({
      kind: "bad-rows",
      rows: 2,
    });
  });

  it("refuses widths that do not fit; losses do not broadcast", () => {
    const pair = (op: "add" | "squared-error", a: number[], b: number[]) =>
      problemOf(
        documentOf(
          [
            ["a", "constant", leaf(a)],
            ["b", "constant", leaf(b)],
            ["c", op],
          ],
          [wire("a", "c", 0), wire("b", "c", 1)],
        ),
      );
    expect(pair("add", [1], [1, 2])).toBeNull();
    expect(pair("squared-error", [1, 2], [1, 2])).toBeNull();
    expect(pair("add", [1, 2, 3], [1, 2])).toEqual({ kind: "width", node: "c", widths: [3, 2] });
    expect(pair("squared-error", [1], [1, 2])).toMatchObject({ kind: "width", widths: [1, 2] });
  });

  it("names the nodes of a cycle, not those behind it", () => {
    const cyclic = (...wires: readonly Wire[]) =>
      problemOf(
        documentOf(
          [
            ["d", "sin"],
            ["a", "sin"],
            ["b", "sin"],
            ["c", "add"],
          ],
          wires,
        ),
      );
    const loop = [wire("a", "b"), wire("b", "c", 1), wire("c", "a"), wire("c", "d")];
    expect(cyclic(...loop)).toEqual({ kind: "cycle", nodes: ["a", "b", "c"] });
    expect(cyclic(wire("a", "a"))).toEqual({ kind: "cycle", nodes: ["a"] });
  });

  it("finds a cycle of many nodes without recursion", () => {
    const count = LIMITS.nodes;
    const nodes = Array.from({ length: count }, (_, index) => [`h${index}`, "sin"] as const);
    const wires = nodes.map(([id], index) => wire(id, `h${(index + 1) % count}`));
    const problem = problemOf(documentOf(nodes, wires));
    expect(problem?.kind === "cycle" && problem.nodes).toHaveLength(count);
  });

  it("refuses more numbers than one row of an evaluation should hold, whatever the number of rows", () => {
    const many = documentOf(
      Array.from({ length: 1000 }, (_, index) => [`h${index}`, "sin"] as const),
      Array.from({ length: 999 }, (_, index) => wire(`h${index}`, `h${index + 1}`)),
    );
    const rows = Array.from({ length: 100 }, () => new Array<number>(5000).fill(0));
    const wide = documentOf([["x", "input", leaf(...rows)]], []);
    const document = {
      ...many,
      graph: {
        nodes: [...wide.graph.nodes, ...many.graph.nodes],
        wires: [...many.graph.wires, wire("x", "h0")],
        output: null,
      },
      numbers: wide.numbers,
      data: wide.data,
      layout: new Map([...wide.layout, ...many.layout]),
    };
    expect(problemOf(document)).toMatchObject({
      kind: "too-many",
      what: "values",
      count: 10_005_000,
    });
    const limits = { ...LIMITS, values: 1e9 };
    expect(checkDocument(document, limits).ok).toBe(true);
    expect(checkDocument(toy, { ...LIMITS, numbers: 9 })).toMatchObject({
      problem: { kind: "too-many", what: "numbers", count: 10, limit: 9 },
    });
  });
});

const VALUES: NodeNumbers = { kind: "leaf", values: [1] };

function withTable(change: Partial<DataTable>): BackflowDocument {
  return { ...toy, data: { ...toy.data, ...change } };
}

function withRows(id: string, ...rows: readonly (readonly number[])[]): BackflowDocument {
  const columns = new Map(toy.data.columns).set(id, columnsOfRows(rows, rows[0]?.length ?? 0));
  return withTable({ columns });
}

function withPosition(id: string, x: number, y: number): BackflowDocument {
  return { ...toy, layout: new Map(toy.layout).set(id, { x, y }) };
}

function withThresholds(vanishing: number, exploding: number): BackflowDocument {
  return { ...toy, thresholds: { vanishing, exploding } };
}
