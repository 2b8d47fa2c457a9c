import { describe, expect, it } from "vitest";
import { readFile } from "../codec/file";
import { writeFile } from "../codec/file-writer";
import type { BackflowDocument } from "../document";
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
import { symbolsOf } from "../nodes";
import { checkDocument } from "../parts/check";
import { copyNodes, pasteNodes } from "./copy-paste";
import { withSymbol } from "./renaming";
import { copyWired } from "./wired-copy";

const HERE = { x: 0, y: 0 };
const EMPTY = documentOf([], []);
const idsIn = ({ graph }: BackflowDocument) => graph.nodes.map(({ id }) => id);
const symbolsIn = ({ graph }: BackflowDocument) => graph.nodes.flatMap(symbolsOf);

describe("a copy of some nodes", () => {
  it("has their numbers, their places and the wires between them; ports close up", () => {
    const toy = { ...toyNetwork(), graph: { ...toyNetwork().graph, output: "h1" } };
    const part = copyNodes(toy, new Set(["f1", "h1", "h2"]));
    expect(idsIn(part)).toEqual(["h1", "f1", "h2"]);
    expect(part.graph.wires).toEqual([wire("h1", "f1"), wire("f1", "h2")]);
    expect([...part.numbers]).toEqual([["f1", toy.numbers.get("f1")]]);
    expect(part.layout.get("h2")).toEqual(toy.layout.get("h2"));
    expect([part.title, part.graph.output]).toEqual(["", null]);
    const alone = copyNodes(toy, new Set(["f1"]));
    expect(alone.numbers.get("f1")).toEqual(linear([2]));
    expect(symbolsIn(alone)).toEqual(["f_1", "\\beta_1"]);
  });

  it("is whole, and can be read as a file, whatever is chosen", () => {
    for (let seed = 0; seed < 200; seed++) {
      const random = seededRandom(seed);
      const document = randomDocument(seed, 10);
      const part = copyNodes(document, new Set(idsIn(document).filter(() => random() < 0.5)));
      expect(checkDocument(part).ok, `seed ${seed}`).toBe(true);
      expect(edited(readFile(writeFile(part)))).toEqual(part);
    }
  });
});

it("a wired copy is fed by the same nodes, port by port, with the same numbers", () => {
  const document = documentOf(
    [
      ["x", "input", leaf([1])],
      ["u", "input", leaf([2])],
      ["h", "sin"],
      ["f", "linear", linear([0.5], [[3]], [[4]], [[5]])],
      ["g", "tanh"],
    ],
    [wire("x", "h"), wire("u", "f"), wire("h", "f", 1), wire("x", "f", 2), wire("f", "g")],
  );
  const copied = edited(copyWired(document, new Set(["f", "h", "g"]), { x: 0, y: 200 }));
  const { graph, numbers, layout } = copied.document;
  expect(copied.nodes).toHaveLength(3);
  expect(graph.nodes).toHaveLength(8);
  const linearCopy = copied.nodes.find((id) => numbers.get(id)?.kind === "linear") ?? "";
  expect(numbers.get(linearCopy)).toEqual(numbers.get("f"));
  const sources = graph.wires
    .filter(({ target }) => target === linearCopy)
    .sort((a, b) => a.port - b.port)
    .map(({ source }) => source);
  expect(sources[0]).toBe("u");
  expect(copied.nodes).toContain(sources[1]);
  expect(sources[2]).toBe("x");
  expect(layout.get(linearCopy)?.y).toBe((document.layout.get("f")?.y ?? 0) + 200);
  // What was there is as it was.
  expect(graph.wires.filter(({ target }) => !copied.nodes.includes(target))).toEqual(
    document.graph.wires,
  );
  expect(checkDocument(copied.document).ok).toBe(true);
});

describe("pasting", () => {
  it("into an empty document keeps ids, symbols, numbers and wires", () => {
    const toy = toyNetwork();
    const { document, nodes } = edited(pasteNodes(EMPTY, toy, HERE));
    expect(document.graph).toEqual(toy.graph);
    expect([...document.numbers]).toEqual([...toy.numbers]);
    expect([...document.layout]).toEqual([...toy.layout]);
    expect(nodes).toEqual(idsIn(toy));
    expect(document.title).toBe("");
  });

  it("takes the next ids that are free, and default symbols follow; chosen ones get an index", () => {
    const toy = edited(withSymbol(toyNetwork(), "h2", "own", "z"));
    const part = copyNodes(toy, new Set(["x", "f0", "h1", "f1", "h2"]));
    const { document, nodes } = edited(pasteNodes(toy, part, { x: 40, y: -0.4 }));
    expect(nodes).toEqual(["x2", "f4", "h4", "f5", "h5"]);
    expect(symbolsIn(document).slice(-9)).toEqual([
      "x_2",
      "f_4",
      "\\beta_4",
      "\\omega_4",
      "h_4",
      "f_5",
      "\\beta_5",
      "\\omega_5",
      "z_2",
    ]);
    expect(document.graph.wires.slice(toy.graph.wires.length)).toEqual([
      wire("x2", "f4"),
      wire("f4", "h4"),
      wire("h4", "f5"),
      wire("f5", "h5"),
    ]);
    expect(document.numbers.get("f5")).toEqual(toy.numbers.get("f1"));
    expect(document.layout.get("x2")).toEqual({ x: 40, y: 120 });
    expect(document.graph.nodes.slice(0, 10)).toEqual(toy.graph.nodes);
    expect(document.graph.output).toBeNull();
  });

  /** The toy network with symbols of its own for some of f1. */
  const named = ({ own = "", beta = "", omega = "" }) => {
    const withOwn = edited(withSymbol(toyNetwork(), "f1", "own", own));
    const withBeta = edited(withSymbol(withOwn, "f1", "beta", beta));
    return edited(withSymbol(withBeta, "f1", { port: 0 }, omega));
  };
  /** The symbols of the copies, node by node, where a graph is pasted into another some times. */
  const copiesOf = (part: BackflowDocument, into: BackflowDocument, times: number) => {
    let document = into;
    for (let time = 0; time < times; time++) {
      document = edited(pasteNodes(document, part, HERE)).document;
    }
    return document.graph.nodes.slice(into.graph.nodes.length).map(symbolsOf);
  };

  it("gives a chosen symbol that is taken the next index, β and ω too, however often", () => {
    const toy = named({ own: "z_3", beta: "b", omega: "\\theta_{11}" });
    const part = copyNodes(toy, new Set(["h1", "f1"]));
    const copies = copiesOf(part, toy, 2).filter((symbols) => symbols.length > 1);
    expect(copies).toEqual([
      ["z_4", "b_2", "\\theta_{12}"],
      ["z_5", "b_3", "\\theta_{13}"],
    ]);
  });

  it("leaves chosen symbols as they are in another document, where none is taken", () => {
    const toy = named({ own: "z_3", beta: "b", omega: "\\theta_{11}" });
    const part = copyNodes(toy, new Set(["h1", "f1"]));
    expect(copiesOf(part, toyNetwork(), 1).at(-1)).toEqual(["z_3", "b", "\\theta_{11}"]);
  });

  it("passes over the symbols that stay, and those that follow from new ids pass over these", () => {
    const there = documentOf(
      [
        ["a", "sin"],
        ["b", "sin"],
        ["h1", "sin"],
      ],
      [],
    );
    const part = edited(
      withSymbol(edited(withSymbol(there, "a", "own", "z_3")), "b", "own", "z_4"),
    );
    const here = edited(withSymbol(documentOf([["c", "sin"]], []), "c", "own", "z_3"));
    expect(copiesOf(part, here, 1)).toEqual([["z_5"], ["z_4"], ["h_1"]]);
    const second = edited(withSymbol(part, "b", "own", "h_2"));
    expect(copiesOf(second, documentOf([["h1", "sin"]], []), 1)).toEqual([
      ["z_3"],
      ["h_2"],
      ["h_3"],
    ]);
  });

  it("gives one new symbol to all that share one", () => {
    let shared = documentOf(
      [
        ["u", "parameter", leaf([1])],
        ["v", "parameter", leaf([1])],
      ],
      [],
    );
    for (const id of ["u", "v"]) shared = edited(withSymbol(shared, id, "own", "w"));
    expect(copiesOf(shared, shared, 1)).toEqual([["w_2"], ["w_2"]]);
    expect(copiesOf(shared, EMPTY, 1)).toEqual([["w"], ["w"]]);
    // Tied weights: what was chosen is the symbol that another node of the copy has of itself.
    const toy = toyNetwork();
    const tied = edited(withSymbol(toy, "f1", { port: 0 }, "\\omega_0"));
    const part = copyNodes(tied, new Set(["x", "f0", "h1", "f1"]));
    const again = edited(pasteNodes(EMPTY, part, HERE)).document;
    expect(again.graph).toEqual(part.graph);
    const omegasOf = ({
      document,
      nodes,
    }: {
      document: BackflowDocument;
      nodes: readonly string[];
    }) =>
      document.graph.nodes
        .filter(({ id }) => nodes.includes(id))
        .flatMap((node) => ("omegaSymbols" in node ? node.omegaSymbols : []));
    const twice = edited(pasteNodes(tied, part, HERE));
    expect(twice.nodes).toEqual(["x2", "f4", "h4", "f5"]);
    expect(omegasOf(twice)).toEqual(["\\omega_4", "\\omega_4"]);
  });

  it("goes back to the symbols of the ids where a chosen one has no room for an index", () => {
    const toy = named({ own: "s".repeat(200) });
    const part = copyNodes(toy, new Set(["f1"]));
    expect(copiesOf(part, toy, 1)).toEqual([["f_4", "\\beta_4"]]);
  });

  it("of a thousand nodes with chosen symbols gives the next thousand", () => {
    const one = documentOf(
      Array.from({ length: 1000 }, (_, index) => [`n${index}`, "sin"] as const),
      [],
    );
    const nodes = one.graph.nodes.map((node, index) => ({ ...node, symbol: `z_{${index + 10}}` }));
    const many = { ...one, graph: { ...one.graph, nodes } };
    const { document } = edited(pasteNodes(many, many, HERE));
    expect(document.graph.nodes[1000]?.symbol).toBe("z_{1010}");
    expect(document.graph.nodes[1999]?.symbol).toBe("z_{2009}");
  });

  it("never makes a symbol stand twice that did not", () => {
    for (let seed = 0; seed < 300; seed++) {
      const here = randomDocument(seed, 9);
      const part = copyNodes(
        here,
        new Set(idsIn(here).filter((_, position) => position % 2 === 0)),
      );
      const { document } = edited(pasteNodes(here, part, HERE));
      const before = symbolsIn(here);
      const added = symbolsIn(document).slice(before.length);
      expect(
        added.filter((symbol) => before.includes(symbol)),
        `seed ${seed}`,
      ).toEqual([]);
    }
  });

  it("does not mistake nodes of the two documents for one another", () => {
    const here = documentOf([["a", "sin"]], []);
    const there = documentOf(
      [
        ["a", "input", leaf([1])],
        ["a2", "exp"],
        ["a3", "cos"],
      ],
      [wire("a", "a2"), wire("a2", "a3")],
    );
    const { document } = edited(pasteNodes(here, there, HERE));
    expect(idsIn(document)).toEqual(["a", "a2", "a3", "a4"]);
    expect(document.graph.nodes.map(({ op }) => op)).toEqual(["sin", "input", "exp", "cos"]);
    expect(document.graph.wires).toEqual([wire("a2", "a3"), wire("a3", "a4")]);
  });

  it("cuts or repeats the samples of inputs and targets to those of the document", () => {
    const there = documentOf(
      [
        ["x", "input", leaf([1], [2])],
        ["w", "parameter", leaf([5])],
      ],
      [],
    );
    const five = documentOf([["y", "target", leaf([0], [0], [0], [0], [0])]], []);
    const more = edited(pasteNodes(five, there, HERE)).document;
    expect(rowsOf(more, "x")).toEqual([[1], [2], [1], [2], [1]]);
    expect(rowsOf(more, "w")).toEqual([[5]]);
    const one = documentOf([["y", "target", leaf([0])]], []);
    expect(rowsOf(edited(pasteNodes(one, there, HERE)).document, "x")).toEqual([[1]]);
    // Where nothing has rows, those that come are the table, validation rows too.
    const split = { ...there, data: { ...there.data, validation: 1 } };
    expect(edited(pasteNodes(EMPTY, split, HERE)).document.data).toEqual(split.data);
  });

  it("is refused beyond the limits, before rows are made", () => {
    const many = documentOf(
      Array.from({ length: 1500 }, (_, index) => [`n${index}`, "sin"] as const),
      [],
    );
    expect(problemOf(pasteNodes(many, many, HERE))).toEqual({
      kind: "too-many",
      what: "nodes",
      count: 3000,
      limit: LIMITS.nodes,
    });
    const inputs = documentOf(
      Array.from({ length: 300 }, (_, index) => [`x${index}`, "input", leaf([0])] as const),
      [],
    );
    const samples = documentOf([["y", "target", leaf(...new Array(10_000).fill([0]))]], []);
    expect(problemOf(pasteNodes(samples, inputs, HERE))).toMatchObject({
      kind: "too-many",
      what: "numbers",
      count: 3_010_000,
    });
    expect(problemOf(pasteNodes(EMPTY, toyNetwork(), { x: 2e6, y: 0 })).kind).toBe(
      "position-bound",
    );
  });

  it("any part of any document into any other gives a whole one", () => {
    for (let seed = 0; seed < 200; seed++) {
      const [here, there] = [randomDocument(seed, 9), randomDocument(seed + 1000, 9)];
      const pasted = pasteNodes(here, there, HERE);
      // The places of random documents may lie at the edge of the canvas.
      const { document, nodes } = edited(pasted);
      expect(checkDocument(document).ok, `seed ${seed}`).toBe(true);
      expect(new Set(nodes).size).toBe(9);
      expect(document.graph.nodes.slice(0, 9)).toEqual(here.graph.nodes);
      expect(document.graph.wires).toHaveLength(here.graph.wires.length + there.graph.wires.length);
    }
  });
});

it("wired copies get the next ids in the order of their originals, whatever feeds them", () => {
  const copied = edited(copyWired(toyNetwork(), new Set(["h3", "f2", "h2"]), { x: 0, y: 90 }));
  expect(copied.nodes).toEqual(["h4", "f4", "h5"]);
  const [last] = edited(copyWired(toyNetwork(), new Set(["h3"]), { x: 0, y: 90 })).nodes;
  expect(last).toBe("h4");
});
