import { describe, expect, it } from "vitest";
import { ops } from "@/ops";
import { writeFile } from "../codec/file-writer";
import type { BackflowDocument, GraphNode, NodeId, Wire } from "../document";
import {
  documentOf,
  edited,
  leaf,
  linear,
  problemOf,
  randomDocument,
  rowsOf,
  seededRandom,
  toyNetwork,
  wire,
} from "../document.test-support";
import { LIMITS } from "../limits";
import { checkDocument } from "../parts/check";
import { swapOp } from "./reshaping";
import { addNode, addWire, insertIntoWire, moveWire, removeNodes, removeWires } from "./structure";
import { withNumber } from "./values";

const nodeIn = ({ graph }: BackflowDocument, id: NodeId) =>
  graph.nodes.find((node) => node.id === id) as GraphNode;

function omegasOf(document: BackflowDocument, id: NodeId): readonly string[] {
  const node = nodeIn(document, id);
  return "omegaSymbols" in node ? node.omegaSymbols : [];
}

/** With other symbols of ω, as a person might have chosen them. */
function withOmegas(document: BackflowDocument, id: NodeId, symbols: readonly string[]) {
  const nodes = document.graph.nodes.map((node) =>
    node.id === id ? { ...node, omegaSymbols: symbols } : node,
  );
  return { ...document, graph: { ...document.graph, nodes } };
}

/** f0 = β + ω₀·x + ω₁·s + ω₂·x with x of three units, itself of two; f1 of one unit after sin[f0]. */
function layered(): BackflowDocument {
  return documentOf(
    [
      ["x", "input", leaf([1, 2, 3])],
      ["s", "constant", leaf([4])],
      [
        "f0",
        "linear",
        linear(
          [10, 20],
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
          [[7], [8]],
          [
            [-1, -2, -3],
            [-4, -5, -6],
          ],
        ),
      ],
      ["h1", "sin"],
      ["f1", "linear", linear([0], [[0.5, 0.25]])],
      ["g0", "linear", linear([0, 0])],
    ],
    [
      wire("x", "f0", 0),
      wire("s", "f0", 1),
      wire("x", "f0", 2),
      wire("f0", "h1"),
      wire("h1", "f1"),
    ],
  );
}

describe("adding a node", () => {
  it("gives it a symbol, a place and numbers to begin with", () => {
    const two = documentOf([["y", "target", leaf([5], [6])]], []);
    const { document, node } = edited(addNode(two, "input", { x: 3.4, y: -0.2 }));
    expect(node).toBe("x");
    expect(nodeIn(document, "x")).toEqual({ id: "x", op: "input", symbol: "x_i", width: 1 });
    expect(rowsOf(document, "x")).toEqual([[1], [1]]);
    expect(document.data.columns.get("y")).toBe(two.data.columns.get("y"));
    expect(document.layout.get("x")).toEqual({ x: 3, y: 0 });
  });

  it.each(ops.map(({ id }) => id))("%s makes a whole document", (op) => {
    const { document } = edited(addNode(toyNetwork(), op, { x: 0, y: 0 }));
    expect(checkDocument(document).ok).toBe(true);
    expect(document.graph.nodes.at(-1)?.op).toBe(op);
  });

  it("is refused beyond 2,000 nodes, and far away", () => {
    const many = documentOf(
      Array.from({ length: LIMITS.nodes }, (_, index) => [`n${index}`, "sin"] as const),
      [],
    );
    expect(problemOf(addNode(many, "sin", { x: 0, y: 0 }))).toEqual({
      kind: "too-many",
      what: "nodes",
      count: 2001,
      limit: 2000,
    });
    expect(problemOf(addNode(toyNetwork(), "sin", { x: 2e6, y: 0 })).kind).toBe("position-bound");
  });

  it("is refused before its rows are made", () => {
    const row = new Array<number>(209).fill(0);
    const wide = documentOf([["x0", "input", leaf(...new Array(10_000).fill(row))]], []);
    expect(problemOf(addNode(wide, "input", { x: 0, y: 0 }))).toEqual({
      kind: "too-many",
      what: "numbers",
      count: 2_100_000,
      limit: LIMITS.numbers,
    });
  });
});

describe("drawing a wire", () => {
  it("gives a linear node a block of Ω and a symbol; the default ones count anew", () => {
    const toy = toyNetwork();
    const after = edited(addWire(toy, "x", "f3", null));
    expect(after.graph.wires.at(-1)).toEqual(wire("x", "f3", 1));
    expect(after.numbers.get("f3")).toEqual(linear([0.4], [[3]], [[1]]));
    expect(omegasOf(toy, "f3")).toEqual(["\\omega_3"]);
    expect(omegasOf(after, "f3")).toEqual(["\\omega_{3,0}", "\\omega_{3,1}"]);
    expect(after.numbers.get("f0")).toBe(toy.numbers.get("f0"));
  });

  it("leaves the symbols that somebody chose", () => {
    const chosen = withOmegas(layered(), "f0", ["w", "\\omega_{0,1}", "\\omega_{0,2}"]);
    const after = edited(addWire(chosen, "s", "f0", null));
    expect(omegasOf(after, "f0")).toEqual(["w", "\\omega_{0,1}", "\\omega_{0,2}", "\\omega_{0,3}"]);
  });

  it("starts the units of a new block apart from each other", () => {
    const owned = edited(addWire(layered(), "x", "g0", null)).numbers.get("g0");
    const [first, second] = owned?.kind === "linear" ? (owned.omega[0] ?? []) : [];
    expect(first).toHaveLength(3);
    expect(new Set([...(first ?? []), ...(second ?? [])]).size).toBe(6);
  });

  it("makes the block as wide as its source will be, though that is incomplete", () => {
    const document = documentOf(
      [
        ["h", "sin"],
        ["f0", "linear", linear([0, 0], [[1], [1]])],
        ["f1", "linear", linear([0])],
      ],
      [wire("h", "f0")],
    );
    const owned = edited(addWire(document, "f0", "f1", null)).numbers.get("f1");
    expect(owned?.kind === "linear" && owned.omega[0]?.[0]).toHaveLength(2);
  });

  it("that completes a node fits the blocks behind it: new columns are drawn", () => {
    const open = removeWires(layered(), [wire("f0", "h1")]);
    expect(open.numbers.get("f1")).toEqual(linear([0], [[0.5, 0.25]]));
    const wider = edited(addWire(open, "x", "h1", 0));
    expect(wider.numbers.get("f1")).toEqual(linear([0], [[0.5, 0.25, expect.any(Number)]]));
    const narrower = edited(addWire(open, "s", "h1", 0));
    expect(narrower.numbers.get("f1")).toEqual(linear([0], [[0.5]]));
  });

  it("draws x·x as two wires", () => {
    const product = edited(addNode(toyNetwork(), "multiply", { x: 0, y: 0 })).document;
    const once = edited(addWire(product, "x", "h4", null));
    const twice = edited(addWire(once, "x", "h4", null));
    expect(twice.graph.wires.slice(-2)).toEqual([wire("x", "h4", 0), wire("x", "h4", 1)]);
  });

  it("is refused beyond 8,000 wires", () => {
    const sines = Array.from({ length: 1999 }, (_, index) => [`n${index}`, "add"] as const);
    const wires = sines.flatMap(([id]) => [wire("x", id, 0), wire("x", id, 1)]);
    const blocks = Array.from({ length: LIMITS.wires - wires.length }, () => [[1]]);
    const full = documentOf(
      [["x", "input", leaf([1])], ...sines.slice(1), ["f", "linear", linear([0], ...blocks)]],
      [...wires.slice(2), ...blocks.map((_, port) => wire("x", "f", port))],
    );
    const last = edited(addWire(edited(addWire(full, "x", "f", null)), "x", "f", null));
    expect(last.graph.wires).toHaveLength(LIMITS.wires);
    expect(problemOf(addWire(last, "x", "f", null))).toEqual({
      kind: "too-many",
      what: "wires",
      count: 8001,
      limit: 8000,
    });
  });

  it("is refused before a block is made that would be too large", () => {
    const row = new Array<number>(2000).fill(0);
    const wide = documentOf(
      [
        ["x", "input", leaf(row)],
        ["f", "linear", linear(row)],
      ],
      [],
    );
    expect(problemOf(addWire(wide, "x", "f", null))).toEqual({
      kind: "too-many",
      what: "numbers",
      count: 2000 + 2000 + 4_000_000,
      limit: LIMITS.numbers,
    });
  });
});

describe("moving the end of a wire", () => {
  it("to where it is already changes nothing", () => {
    const document = layered();
    const first = wire("x", "f0", 0);
    const to = { kind: "target", node: "f0" } as const;
    expect(edited(moveWire(document, first, { ...to, port: 0 }))).toBe(document);
    expect(edited(moveWire(document, first, { ...to, port: null }))).toBe(document);
    expect(edited(moveWire(document, first, { kind: "source", node: "x" }))).toBe(document);
    const plain = wire("f0", "h1");
    expect(edited(moveWire(document, plain, { kind: "target", node: "h1", port: 0 }))).toBe(
      document,
    );
    const last = wire("x", "f0", 2);
    expect(edited(moveWire(document, last, { ...to, port: 0 }))).toBe(document);
  });

  it("within a linear node makes it the last, with its block and a symbol that was chosen", () => {
    const chosen = withOmegas(layered(), "f0", ["w", "\\omega_{0,1}", "\\omega_{0,2}"]);
    const to = { kind: "target", node: "f0", port: 2 } as const;
    const after = edited(moveWire(chosen, wire("x", "f0", 0), to));
    expect(after.graph.wires).toEqual([
      wire("x", "f0", 2),
      wire("s", "f0", 0),
      wire("x", "f0", 1),
      wire("f0", "h1"),
      wire("h1", "f1"),
    ]);
    const [first, second, third] = [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [[7], [8]],
      [
        [-1, -2, -3],
        [-4, -5, -6],
      ],
    ] as const;
    expect(after.numbers.get("f0")).toEqual(linear([10, 20], second, third, first));
    expect(omegasOf(after, "f0")).toEqual(["\\omega_{0,0}", "\\omega_{0,1}", "w"]);
  });

  it("from linear to linear of as many units takes the block of Ω along", () => {
    const after = edited(
      moveWire(layered(), wire("s", "f0", 1), { kind: "target", node: "g0", port: null }),
    );
    expect(after.numbers.get("g0")).toEqual(linear([0, 0], [[7], [8]]));
    expect(omegasOf(after, "g0")).toEqual(["\\omega_0"]);
    expect(omegasOf(after, "f0")).toEqual(["\\omega_{0,0}", "\\omega_{0,1}"]);
    expect(after.graph.wires.slice(0, 3)).toEqual([
      wire("x", "f0", 0),
      wire("s", "g0", 0),
      wire("x", "f0", 1),
    ]);
  });

  it("of other units makes a new block", () => {
    const after = edited(
      moveWire(layered(), wire("s", "f0", 1), { kind: "target", node: "f1", port: null }),
    );
    expect(after.numbers.get("f1")).toEqual(linear([0], [[0.5, 0.25]], [[1]]));
  });

  it("to another source keeps port, block and symbol, and cuts or fills the block up", () => {
    const chosen = withOmegas(layered(), "f0", ["w", "v", "u"]);
    const narrower = edited(moveWire(chosen, wire("x", "f0", 0), { kind: "source", node: "s" }));
    expect(narrower.graph.wires[0]).toEqual(wire("s", "f0", 0));
    const owned = narrower.numbers.get("f0");
    expect(owned?.kind === "linear" && owned.omega[0]).toEqual([[1], [4]]);
    expect(omegasOf(narrower, "f0")).toEqual(["w", "v", "u"]);
    const wider = edited(moveWire(chosen, wire("s", "f0", 1), { kind: "source", node: "x" }));
    const filled = wider.numbers.get("f0");
    expect(filled?.kind === "linear" && filled.omega[1]).toEqual([
      [7, expect.any(Number), expect.any(Number)],
      [8, expect.any(Number), expect.any(Number)],
    ]);
  });

  it("leaves the document as it is where it is refused, or where the wire is gone", () => {
    const to = { kind: "source", node: "f1" } as const;
    expect(problemOf(moveWire(layered(), wire("s", "f0", 1), to)).kind).toBe("would-cycle");
    // Another wire is at that port by now.
    expect(problemOf(moveWire(layered(), wire("h1", "f0", 1), to)).kind).toBe("nodes-missing");
  });
});

describe("putting a node into a wire", () => {
  it("joins both sides and keeps the block of Ω behind it", () => {
    const before = edited(addNode(layered(), "tanh", { x: 0, y: 0 })).document;
    const after = edited(insertIntoWire(before, "h2", wire("h1", "f1")));
    expect(after.graph.wires).toEqual([
      ...layered().graph.wires.slice(0, 4),
      wire("h2", "f1"),
      wire("h1", "h2"),
    ]);
    expect(after.numbers.get("f1")).toEqual(layered().numbers.get("f1"));
  });

  it("refuses leaves, losses, full nodes, the ends of the wire, and cycles", () => {
    const toy = toyNetwork();
    const kind = (id: NodeId, into: Wire) => problemOf(insertIntoWire(toy, id, into)).kind;
    expect(kind("y", wire("f0", "h1"))).toBe("no-input");
    expect(kind("h3", wire("f0", "h1"))).toBe("port-full");
    expect(kind("f0", wire("f0", "h1"))).toBe("would-cycle");
    expect(kind("h1", wire("f0", "h1"))).toBe("port-full");
    expect(kind("f2", wire("f0", "h1"))).toBe("would-cycle");
    const loss = edited(addNode(toy, "huber", { x: 0, y: 0 })).document;
    expect(problemOf(insertIntoWire(loss, "loss2", wire("f0", "h1"))).kind).toBe("loss-ends");
  });
});

describe("removing", () => {
  it("a wire closes the ports of a linear node: blocks and chosen symbols stay with their wires", () => {
    const chosen = withOmegas(layered(), "f0", ["\\omega_{0,0}", "w", "\\omega_{0,2}"]);
    const after = removeWires(chosen, [wire("x", "f0", 0)]);
    expect(after.graph.wires.slice(0, 2)).toEqual([wire("s", "f0", 0), wire("x", "f0", 1)]);
    expect(after.numbers.get("f0")).toEqual(
      linear(
        [10, 20],
        [[7], [8]],
        [
          [-1, -2, -3],
          [-4, -5, -6],
        ],
      ),
    );
    expect(omegasOf(after, "f0")).toEqual(["w", "\\omega_{0,1}"]);
    const one = removeWires(after, [wire("s", "f0", 0)]);
    expect(omegasOf(one, "f0")).toEqual(["\\omega_0"]);
    const none = removeWires(one, one.graph.wires);
    expect(none.numbers.get("f0")).toEqual(linear([10, 20]));
    expect(checkDocument(none).ok).toBe(true);
  });

  it("a wire that is no longer there removes none in its place", () => {
    const document = layered();
    expect(removeWires(document, [wire("s", "f0", 0), wire("x", "gone", 0)])).toBe(document);
  });

  it("leaves other ports open where they are", () => {
    const document = documentOf(
      [
        ["x", "input", leaf([1])],
        ["sum", "add"],
      ],
      [wire("x", "sum", 0), wire("x", "sum", 1)],
    );
    expect(removeWires(document, [wire("x", "sum", 0)]).graph.wires).toEqual([wire("x", "sum", 1)]);
  });

  it("nodes takes their wires, numbers, places and the choice to differentiate them", () => {
    const chosen = { ...layered(), graph: { ...layered().graph, output: "h1" } };
    const after = removeNodes(chosen, new Set(["h1", "s"]));
    expect(after.graph.nodes.map(({ id }) => id)).toEqual(["x", "f0", "f1", "g0"]);
    expect(after.graph.wires).toEqual([wire("x", "f0", 0), wire("x", "f0", 1)]);
    expect(after.graph.output).toBeNull();
    expect([...after.numbers.keys()]).toEqual(["f0", "f1", "g0"]);
    expect([...after.data.columns.keys()]).toEqual(["x"]);
    expect([...after.layout.keys()]).toEqual(["x", "f0", "f1", "g0"]);
    expect(after.numbers.get("f1")).toEqual(linear([0]));
    expect(removeNodes(chosen, new Set(["f1"])).graph.output).toBe("h1");
    expect(removeNodes(chosen, new Set(["gone"]))).toBe(chosen);
  });

  it("all of them leaves an empty document", () => {
    const document = toyNetwork();
    const after = removeNodes(document, new Set(document.graph.nodes.map(({ id }) => id)));
    expect(after.graph.nodes).toEqual([]);
    expect(checkDocument(after).ok).toBe(true);
  });

  it("what made a linear node incomplete never leaves widths that do not fit", () => {
    // f has two units; while h is open, f is incomplete, and its loss against three was once taken for possible.
    const document = documentOf(
      [
        ["y", "target", leaf([1, 2, 3])],
        ["h", "sin"],
        ["f", "linear", linear([0, 0], [[1], [1]])],
        ["loss", "squared-error"],
      ],
      [wire("h", "f"), wire("f", "loss", 0), wire("y", "loss", 1)],
    );
    expect(problemOf(checkDocument(document))).toEqual({
      kind: "width",
      node: "loss",
      widths: [2, 3],
    });
  });

  it("anything from any document leaves a whole one, and no other wire goes", () => {
    for (let seed = 0; seed < 400; seed++) {
      const random = seededRandom(seed);
      const document = randomDocument(seed, 3 + (seed % 14));
      const { nodes, wires } = document.graph;
      const goneWires = wires.filter(() => random() < 0.3);
      const fewer = removeWires(document, goneWires);
      expect(fewer.graph.wires.length).toBe(wires.length - goneWires.length);
      expect(checkDocument(fewer).ok, `seed ${seed}`).toBe(true);
      const gone = new Set(nodes.filter(() => random() < 0.3).map(({ id }) => id));
      const left = removeNodes(document, gone);
      const between = wires.filter(({ source, target }) => !gone.has(source) && !gone.has(target));
      expect(left.graph.wires.length).toBe(between.length);
      expect(checkDocument(left).ok, `seed ${seed}`).toBe(true);
    }
  });

  it("a wire that completes a wide layer stays within the limits: they count what it may become", () => {
    const row = new Array<number>(2000).fill(0);
    const column = row.map(() => [0]);
    // f is incomplete, so g may hold one column for it; complete, it would need 2,000.
    const document = documentOf(
      [
        ["h", "sin"],
        ["f", "linear", linear(row, column)],
        ["g", "linear", linear(row, column)],
      ],
      [wire("h", "f"), wire("f", "g")],
    );
    expect(problemOf(checkDocument(document)).kind).toBe("too-many");
  });
});

it("edits of the structure leave what they are given as it was", () => {
  const document = toyNetwork();
  const before = writeFile(document);
  edited(addWire(document, "x", "f3", null));
  edited(moveWire(document, wire("x", "f0"), { kind: "target", node: "f3", port: null }));
  edited(swapOp(document, "h1", "relu"));
  removeNodes(document, new Set(["f2"]));
  expect(writeFile(document)).toBe(before);
});

describe("a number", () => {
  it.each([
    ["of the table", { kind: "value", node: "x", row: 0, unit: 0 }],
    ["β", { kind: "beta", node: "f1", unit: 0 }],
    ["ω", { kind: "omega", node: "f1", port: 0, unit: 0, input: 0 }],
  ] as const)("%s is finite: with another the document could not be opened again", (_, address) => {
    const toy = toyNetwork();
    for (const value of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]) {
      expect(withNumber(toy, address, value)).toBe(toy);
    }
    expect(checkDocument(withNumber(toy, address, -Number.MAX_VALUE)).ok).toBe(true);
  });

  it("that is a setting stays above its bound", () => {
    const huber = documentOf([["loss", "huber", { kind: "setting", value: 1 }]], []);
    const delta = { kind: "setting", node: "loss" } as const;
    for (const value of [0, -1, Number.POSITIVE_INFINITY]) {
      expect(withNumber(huber, delta, value)).toBe(huber);
    }
    expect(checkDocument(withNumber(huber, delta, 0.5)).ok).toBe(true);
  });
});
