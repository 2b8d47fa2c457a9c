import { describe, expect, it } from "vitest";
import { ops } from "@/ops";
import { ONE_ROW } from "../columns";
import type { BackflowDocument, GraphNode, NodeId } from "../document";
import {
  documentOf,
  edited,
  leaf,
  linear,
  problemOf,
  randomDocument,
  rowsOf,
  toyNetwork,
  wire,
} from "../document.test-support";
import { LIMITS } from "../limits";
import { checkDocument } from "../parts/check";
import { withSymbol } from "./renaming";
import { canSwap, swapOp, withRowCount, withTable } from "./reshaping";
import { withWidth } from "./widths";

const nodeIn = ({ graph }: BackflowDocument, id: NodeId) =>
  graph.nodes.find((node) => node.id === id) as GraphNode;

/** Two samples of two units: x → f0 → h1 = ReLU → f1 → loss against y. */
function layered(): BackflowDocument {
  return documentOf(
    [
      ["x", "input", leaf([1, 2], [3, 4])],
      [
        "f0",
        "linear",
        linear(
          [10, 20],
          [
            [1, 2],
            [3, 4],
          ],
        ),
      ],
      ["h1", "relu"],
      ["f1", "linear", linear([5], [[6, 7]])],
      ["y", "target", leaf([8], [9])],
      ["loss", "huber", { kind: "setting", value: 0.5 }],
    ],
    [
      wire("x", "f0"),
      wire("f0", "h1"),
      wire("h1", "f1"),
      wire("f1", "loss", 0),
      wire("y", "loss", 1),
    ],
  );
}

describe("changing the op of a node", () => {
  it("keeps its wires, its symbol and everything else", () => {
    const before = layered();
    const after = edited(swapOp(before, "h1", "sigmoid"));
    expect(nodeIn(after, "h1")).toEqual({ id: "h1", op: "sigmoid", symbol: "h_1" });
    expect(after.graph.wires).toEqual(before.graph.wires);
    expect([...after.numbers]).toEqual([...before.numbers]);
    expect(edited(swapOp(after, "h1", "relu"))).toEqual(before);
    expect(edited(swapOp(before, "h1", "relu"))).toBe(before);
    expect(edited(swapOp(before, "gone", "relu"))).toBe(before);
  });

  it("keeps a symbol that somebody chose, and lets a default one follow", () => {
    const input = documentOf([["x", "input", leaf([1])]], []);
    expect(nodeIn(edited(swapOp(input, "x", "parameter")), "x").symbol).toBe("x");
    const chosen = edited(withSymbol(input, "x", "own", "z"));
    expect(nodeIn(edited(swapOp(chosen, "x", "parameter")), "x").symbol).toBe("z");
  });

  it("to linear keeps the width, so that all behind it goes on fitting, and the order of the wires", () => {
    const after = edited(swapOp(layered(), "h1", "linear"));
    expect(nodeIn(after, "h1")).toEqual({
      id: "h1",
      op: "linear",
      symbol: "h_1",
      width: 2,
      betaSymbol: "\\beta_1",
      omegaSymbols: ["\\omega_1"],
    });
    const owned = after.numbers.get("h1");
    expect(owned?.kind === "linear" && [owned.beta, owned.omega[0]?.length]).toEqual([[0, 0], 2]);
    expect(after.numbers.get("f1")).toEqual(linear([5], [[6, 7]]));
    expect(edited(swapOp(after, "h1", "relu"))).toEqual(layered());
  });

  it("to linear closes an open port; from linear to a binary op keeps both wires", () => {
    const document = documentOf(
      [
        ["x", "input", leaf([1])],
        ["h1", "subtract"],
      ],
      [wire("x", "h1", 1)],
    );
    const half = edited(swapOp(document, "h1", "linear"));
    expect(half.graph.wires).toEqual([wire("x", "h1", 0)]);
    expect(half.numbers.get("h1")).toEqual(linear([0], [[1]]));
    const sum = documentOf(
      [
        ["x", "input", leaf([1])],
        ["c", "constant", leaf([1])],
        ["f", "linear", linear([0], [[2]], [[3]])],
      ],
      [wire("c", "f", 1), wire("x", "f", 0)],
    );
    const product = edited(swapOp(sum, "f", "multiply"));
    expect(product.graph.wires).toEqual(sum.graph.wires);
    expect(product.numbers.has("f")).toBe(false);
    const again = edited(swapOp(product, "f", "linear"));
    expect(again.numbers.get("f")).toEqual(linear([0], [[1]], [[1]]));
  });

  it("to a function moves a lone wire from the second port to the first", () => {
    const document = documentOf(
      [
        ["x", "input", leaf([1])],
        ["h1", "subtract"],
      ],
      [wire("x", "h1", 1)],
    );
    expect(edited(swapOp(document, "h1", "sin")).graph.wires).toEqual([wire("x", "h1", 0)]);
    expect(edited(swapOp(document, "h1", "add")).graph.wires).toEqual([wire("x", "h1", 1)]);
  });

  it("from leaf to leaf keeps the numbers: a row for each sample, or the first for all", () => {
    const input = documentOf([["x", "input", leaf([1, 2], [3, 4], [5, 6])]], []);
    const parameter = edited(swapOp(input, "x", "parameter"));
    expect(rowsOf(parameter, "x")).toEqual([[1, 2]]);
    // Nothing else has rows.
    expect(parameter.data).toBe(ONE_ROW);
    expect(rowsOf(edited(swapOp(parameter, "x", "target")), "x")).toEqual([[1, 2]]);
    const beside = documentOf(
      [
        ["x", "input", leaf([1], [3], [5])],
        ["w", "parameter", leaf([7, 8])],
      ],
      [],
    );
    expect(rowsOf(edited(swapOp(beside, "w", "target")), "w")).toEqual([
      [7, 8],
      [7, 8],
      [7, 8],
    ]);
    expect(edited(swapOp(input, "x", "target")).data).toBe(input.data);
  });

  it("gives Huber its setting, and takes it away", () => {
    const squared = edited(swapOp(layered(), "loss", "squared-error"));
    expect(squared.numbers.has("loss")).toBe(false);
    expect(edited(swapOp(squared, "loss", "huber")).numbers.get("loss")).toEqual({
      kind: "setting",
      value: 1,
    });
  });

  it("is refused where there are too many wires, or a loss would feed others", () => {
    const document = layered();
    const sum = documentOf(
      [
        ["x", "input", leaf([1])],
        ["h1", "add"],
      ],
      [wire("x", "h1", 0), wire("x", "h1", 1)],
    );
    expect(problemOf(swapOp(sum, "h1", "sin"))).toEqual({
      kind: "swap-ports",
      node: "h1",
      op: "Sine",
      ports: 1,
    });
    expect(problemOf(swapOp(document, "f0", "constant"))).toMatchObject({
      kind: "swap-ports",
      ports: 0,
    });
    expect(problemOf(swapOp(document, "h1", "squared-error"))).toMatchObject({
      kind: "swap-feeds",
      node: "h1",
    });
  });

  it("is refused where a loss would not broadcast", () => {
    const document = documentOf(
      [
        ["x", "input", leaf([1, 2])],
        ["c", "constant", leaf([1])],
        ["h1", "add"],
      ],
      [wire("x", "h1", 0), wire("c", "h1", 1)],
    );
    expect(problemOf(swapOp(document, "h1", "squared-error"))).toEqual({
      kind: "width",
      node: "h1",
      widths: [2, 1],
    });
  });

  it("is refused before blocks are made that would be too large", () => {
    const row = new Array<number>(2000).fill(0);
    const wide = documentOf(
      [
        ["x", "input", leaf(row)],
        ["h1", "sin"],
      ],
      [wire("x", "h1")],
    );
    expect(problemOf(swapOp(wide, "h1", "linear"))).toMatchObject({
      kind: "too-many",
      what: "numbers",
      count: 2000 + 2000 * 2001,
    });
  });

  it("of any node to any op makes a whole document with as many wires, or is refused", () => {
    for (let seed = 0; seed < 60; seed++) {
      const document = randomDocument(seed, 8);
      for (const { id } of document.graph.nodes) {
        for (const op of ops) {
          const after = swapOp(document, id, op.id);
          if (!after.ok) continue;
          expect(after.value.graph.wires).toHaveLength(document.graph.wires.length);
          expect(checkDocument(after.value).ok, `seed ${seed}: ${id} to ${op.id}`).toBe(true);
        }
      }
    }
  });
});

it("a node can become what the whole edit makes of it", () => {
  const verdicts = { yes: 0, no: 0, misfits: 0 };
  const wrong: string[] = [];
  for (let seed = 0; seed < 120; seed++) {
    const document = randomDocument(seed, 2 + (seed % 12));
    for (const { id } of document.graph.nodes) {
      for (const op of ops) {
        const done = swapOp(document, id, op.id);
        if (canSwap(document.graph, id, op.id) !== done.ok) {
          wrong.push(`seed ${seed}: ${id} to ${op.id}`);
        }
        verdicts[done.ok ? "yes" : "no"]++;
        if (!done.ok && done.problem.kind === "width") verdicts.misfits++;
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(verdicts.yes).toBeGreaterThan(1000);
  expect(verdicts.no).toBeGreaterThan(1000);
  expect(verdicts.misfits).toBeGreaterThan(20);
});

describe("changing the width", () => {
  it("of a linear node keeps its units, and draws new columns of Ω downstream", () => {
    const after = edited(withWidth(layered(), "f0", 3));
    const owned = after.numbers.get("f0");
    expect(owned?.kind === "linear" && owned.beta).toEqual([10, 20, 0]);
    expect(owned?.kind === "linear" && owned.omega[0]?.slice(0, 2)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(owned?.kind === "linear" && owned.omega[0]?.[2]?.every((weight) => weight !== 0)).toBe(
      true,
    );
    expect(after.numbers.get("f1")).toEqual(linear([5], [[6, 7, expect.any(Number)]]));
    const narrow = edited(withWidth(layered(), "f0", 1));
    expect(narrow.numbers.get("f0")).toEqual(linear([10], [[1, 2]]));
    expect(narrow.numbers.get("f1")).toEqual(linear([5], [[6]]));
  });

  it("of a leaf fills every row up with what is new, or cuts it", () => {
    const before = layered();
    const after = edited(withWidth(before, "x", 3));
    expect(rowsOf(after, "x")).toEqual([
      [1, 2, 1],
      [3, 4, 1],
    ]);
    // Columns that stay are shared.
    expect(after.data.columns.get("x")?.[1]).toBe(before.data.columns.get("x")?.[1]);
    expect(after.numbers.get("f0")).toEqual(
      linear(
        [10, 20],
        [
          [1, 2, expect.any(Number)],
          [3, 4, expect.any(Number)],
        ],
      ),
    );
    expect(rowsOf(edited(withWidth(before, "x", 1)), "x")).toEqual([[1], [3]]);
  });

  it("to what it is, and of what has none of its own, changes nothing", () => {
    const document = layered();
    expect(edited(withWidth(document, "f0", 2))).toBe(document);
    expect(edited(withWidth(document, "h1", 5))).toBe(document);
    expect(edited(withWidth(document, "gone", 5))).toBe(document);
  });

  it("is refused where it would not fit, with the place", () => {
    expect(problemOf(withWidth(layered(), "f1", 2))).toEqual({
      kind: "width",
      node: "loss",
      widths: [2, 1],
    });
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e12])(
    "is refused for %d",
    (width) => {
      const bad = { kind: "bad-width", node: "f0", width };
      expect(problemOf(withWidth(layered(), "f0", width))).toEqual(bad);
    },
  );

  it("is refused before rows and blocks are made, those of incomplete nodes too", () => {
    const data = documentOf([["x", "input", leaf(...new Array(1000).fill([0]))]], []);
    expect(problemOf(withWidth(data, "x", LIMITS.numbers))).toMatchObject({
      kind: "too-many",
      count: 1000 * LIMITS.numbers,
    });
    const row = new Array<number>(2000).fill(0);
    const open = documentOf(
      [
        ["h", "sin"],
        ["f", "linear", linear([0], [row])],
      ],
      [wire("h", "f")],
    );
    expect(problemOf(withWidth(open, "f", 1_000_000))).toMatchObject({
      kind: "too-many",
      count: 1_000_000 * 2001,
    });
  });
});

describe("changing the number of samples", () => {
  it("repeats the last row of inputs and targets, or cuts them; parameters stay", () => {
    const document = documentOf(
      [
        ["x", "input", leaf([1], [2])],
        ["y", "target", leaf([3], [4])],
        ["w", "parameter", leaf([5])],
        ["c", "constant", leaf([6])],
      ],
      [],
    );
    const more = edited(withRowCount(document, 4));
    expect(more.data.rows).toBe(4);
    expect(rowsOf(more, "x")).toEqual([[1], [2], [2], [2]]);
    expect(rowsOf(more, "y")).toEqual([[3], [4], [4], [4]]);
    expect(more.numbers.get("w")).toBe(document.numbers.get("w"));
    expect(more.numbers.get("c")).toBe(document.numbers.get("c"));
    expect(rowsOf(edited(withRowCount(document, 1)), "x")).toEqual([[1]]);
    expect(edited(withRowCount(document, 2))).toBe(document);
    // The graph is the same object, and with it the plan and the trace.
    expect(more.graph).toBe(document.graph);
  });

  it("adds training rows before the validation rows, and takes from the end", () => {
    const table = { ...documentOf([["x", "input", leaf([1], [2], [3], [4])]], []) };
    const document = edited(withTable(table, { ...table.data, validation: 2 }));
    const more = edited(withRowCount(document, 6));
    expect(rowsOf(more, "x")).toEqual([[1], [2], [2], [2], [3], [4]]);
    expect(more.data.validation).toBe(2);
    const fewer = edited(withRowCount(document, 3));
    expect([rowsOf(fewer, "x"), fewer.data.validation]).toEqual([[[1], [2], [3]], 1]);
    expect(edited(withRowCount(document, 1)).data.validation).toBe(0);
    expect(edited(withRowCount(toyNetwork(), 3)).data.validation).toBe(0);
  });

  it("another table has to fit the inputs and targets", () => {
    const toy = toyNetwork();
    const columns = new Map([["x", [Float64Array.of(1, 2)]]]);
    expect(problemOf(withTable(toy, { ...toy.data, rows: 2, columns }))).toEqual({
      kind: "numbers-missing",
      node: "y",
    });
    expect(edited(withTable(toy, toy.data))).toBe(toy);
  });

  it.each([0, -3, 2.5, Number.NaN, LIMITS.rows + 1])("is refused for %d", (rows) => {
    expect(problemOf(withRowCount(toyNetwork(), rows))).toEqual({ kind: "bad-rows", rows });
  });

  it("is refused before the rows are made", () => {
    const inputs = Array.from(
      { length: 300 },
      (_, index) => [`x${index}`, "input", leaf([0])] as const,
    );
    expect(problemOf(withRowCount(documentOf(inputs, []), 10_000))).toMatchObject({
      kind: "too-many",
      count: 3_000_000,
    });
  });
});
