import { describe, expect, it } from "vitest";
import { type OpId, opOf } from "@/ops";
import type { BackflowDocument, GraphNode } from "../document";
import {
  documentOf,
  edited,
  leaf,
  linear,
  problemOf,
  toyNetwork,
  wire,
} from "../document.test-support";
import { freeId, TakenNames } from "./naming";
import { withSymbol, withTitle } from "./renaming";
import { addNode } from "./structure";

/** The ids that nodes get which are added one after the other. */
function idsOf(...added: readonly OpId[]): readonly string[] {
  let document = documentOf([], []);
  return added.map((op) => {
    const { document: after, node } = edited(addNode(document, op, { x: 0, y: 0 }));
    document = after;
    return node;
  });
}

describe("a new node", () => {
  it("is numbered as the lecture numbers its kind", () => {
    expect(idsOf("input", "input", "input")).toEqual(["x", "x2", "x3"]);
    expect(idsOf("target", "target")).toEqual(["y", "y2"]);
    expect(idsOf("linear", "linear")).toEqual(["f0", "f1"]);
    expect(idsOf("sin", "relu", "add")).toEqual(["h1", "h2", "h3"]);
    expect(idsOf("squared-error", "huber")).toEqual(["loss", "loss2"]);
    expect(idsOf("parameter", "parameter")).toEqual(["theta", "theta2"]);
    expect(idsOf("constant", "constant")).toEqual(["c", "c2"]);
  });

  it("takes the lowest number that is free", () => {
    const document = documentOf(
      [
        ["h1", "sin"],
        ["h3", "sin"],
        ["f1", "linear", linear([0])],
      ],
      [],
    );
    expect(freeId(document.graph, opOf("cos"))).toBe("h2");
    expect(freeId(document.graph, opOf("linear"))).toBe("f0");
  });

  it("passes over a symbol that somebody chose for another, and over β and ω of others", () => {
    const renamed = edited(
      withSymbol(documentOf([["a", "input", leaf([1])]], []), "a", "own", "h_1"),
    );
    expect(freeId(renamed.graph, opOf("sin"))).toBe("h2");
    const weight = edited(
      withSymbol(documentOf([["w", "parameter", leaf([1])]], []), "w", "own", "\\omega_0"),
    );
    expect(freeId(weight.graph, opOf("linear"))).toBe("f1");
    const swapped = documentOf([["h0", "linear", linear([0])]], []);
    expect(freeId(swapped.graph, opOf("linear"))).toBe("f1");
  });
});

describe("a copy", () => {
  const taken = (...ids: readonly string[]) => {
    const names = new TakenNames();
    for (const id of ids) names.add({ id, op: "sin", symbol: id });
    return names;
  };
  const copyOf = (id: string): GraphNode => ({ id, op: "sin", symbol: id });

  it.each([
    ["h1", [], "h1"],
    ["h1", ["h1"], "h2"],
    ["h1", ["h1", "h2", "h5"], "h3"],
    ["h01", ["h01"], "h2"],
    ["gate", ["gate"], "gate2"],
    ["7", ["7"], "n8"],
    // Not a digit is lost, and no id grows beyond 40 characters.
    ["a9007199254740993", ["a9007199254740993"], "a9007199254740994"],
    ["a".repeat(40), ["a".repeat(40)], `${"a".repeat(30)}2`],
    ["1".repeat(40), ["1".repeat(40)], `${"1".repeat(30)}111111112`],
  ] as const)("of %s beside %j is %s", (id, others, expected) => {
    expect(taken(...others).freeIdLike(opOf("sin"), copyOf(id), 1)).toBe(expected);
  });

  it("of a thousand nodes is a thousand ids, each the next that is free", () => {
    const names = taken(...Array.from({ length: 1000 }, (_, index) => `h${index + 1}`));
    for (let number = 1; number <= 1000; number++) {
      const id = names.freeIdLike(opOf("sin"), copyOf(`h${number}`), 1);
      expect(id).toBe(`h${1000 + number}`);
      names.add(copyOf(id));
    }
    const gaps = taken("h1", "h9");
    expect(gaps.freeIdLike(opOf("sin"), copyOf("h9"), 1)).toBe("h10");
    gaps.add(copyOf("h10"));
    expect(gaps.freeIdLike(opOf("sin"), copyOf("h1"), 1)).toBe("h2");
  });
});

describe("renaming", () => {
  const document = documentOf(
    [
      ["x", "input", leaf([1])],
      ["f0", "linear", linear([0], [[1]], [[2]])],
    ],
    [wire("x", "f0", 0), wire("x", "f0", 1)],
  );
  const symbolsIn = ({ graph }: BackflowDocument) =>
    graph.nodes.map((node) =>
      "omegaSymbols" in node
        ? [node.symbol, node.betaSymbol, ...node.omegaSymbols].join(" ")
        : node.symbol,
    );

  it("changes the symbol, β or one ω, and nothing else", () => {
    const named = edited(withSymbol(document, "x", "own", " u "));
    expect(symbolsIn(named)).toEqual(["u", "f_0 \\beta_0 \\omega_{0,0} \\omega_{0,1}"]);
    expect(named.numbers).toBe(document.numbers);
    const beta = edited(withSymbol(document, "f0", "beta", "b"));
    expect(symbolsIn(beta)[1]).toBe("f_0 b \\omega_{0,0} \\omega_{0,1}");
    const omega = edited(withSymbol(document, "f0", { port: 1 }, "w"));
    expect(symbolsIn(omega)[1]).toBe("f_0 \\beta_0 \\omega_{0,0} w");
  });

  it("to nothing gives back what follows from the id", () => {
    for (const part of ["own", "beta", { port: 0 }] as const) {
      const named = edited(withSymbol(document, "f0", part, "z"));
      expect(named).not.toEqual(document);
      expect(edited(withSymbol(named, "f0", part, "  "))).toEqual(document);
    }
  });

  it("changes nothing where there is no such part, or it is called so already", () => {
    expect(edited(withSymbol(document, "x", "beta", "b"))).toBe(document);
    expect(edited(withSymbol(document, "x", { port: 0 }, "w"))).toBe(document);
    expect(edited(withSymbol(document, "f0", { port: 2 }, "w"))).toBe(document);
    expect(edited(withSymbol(document, "gone", "own", "w"))).toBe(document);
    expect(edited(withSymbol(document, "x", "own", "x_i"))).toBe(document);
    expect(edited(withTitle(document, ""))).toBe(document);
  });

  it("is refused where the text is too long", () => {
    expect(problemOf(withSymbol(document, "x", "own", "s".repeat(201)))).toEqual({
      kind: "symbol-too-long",
      node: "x",
      length: 201,
      limit: 200,
    });
    expect(problemOf(withTitle(toyNetwork(), "t".repeat(201))).kind).toBe("title-too-long");
    expect(edited(withTitle(toyNetwork(), "Mine")).title).toBe("Mine");
  });
});
