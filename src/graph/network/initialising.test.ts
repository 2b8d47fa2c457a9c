import { describe, expect, test } from "vitest";
import type { BackflowDocument } from "../document";
import { toyNetwork } from "../document.test-support";
import { initialisations } from "./initialisations";
import { initialised } from "./initialising";

const toy = toyNetwork();

/** A layer of 200 inputs and 100 units, drawn as one node. */
function wide(): BackflowDocument {
  const x = { id: "x", op: "input", symbol: "x", width: 200 } as const;
  const f = {
    id: "f",
    op: "linear",
    symbol: "f",
    width: 100,
    betaSymbol: "b",
    omegaSymbols: ["w"],
  } as const;
  const block = Array.from({ length: 100 }, () => new Array<number>(200).fill(0));
  return {
    ...toy,
    graph: { nodes: [x, f], wires: [{ source: "x", target: "f", port: 0 }], output: null },
    numbers: new Map([
      ["f", { kind: "linear", beta: new Array<number>(100).fill(0), omega: [block] }],
    ]),
  };
}

function drawn(document: BackflowDocument, node: string) {
  const owned = document.numbers.get(node);
  if (owned?.kind !== "linear") throw new Error(`${node} is not linear`);
  return { beta: owned.beta, omega: owned.omega.flat(2) };
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

describe("each initialisation spreads 20,000 weights as its definition says (fan in 200, fan out 100)", () => {
  const deviations = {
    zeros: 0,
    uniform: 1 / Math.sqrt(3),
    normal: 1,
    "xavier-uniform": Math.sqrt(2 / 300),
    "xavier-normal": Math.sqrt(2 / 300),
    "kaiming-uniform": Math.sqrt(2 / 200),
    "kaiming-normal": Math.sqrt(2 / 200),
    pytorch: 1 / Math.sqrt(3 * 200),
  };
  test.each(initialisations.map(({ id }) => id))("%s", (id) => {
    const { omega, beta } = drawn(initialised(wide(), id, 5), "f");
    expect(Math.abs(deviation(omega) - deviations[id])).toBeLessThanOrEqual(0.02 * deviations[id]);
    expect(beta.some((value) => value !== 0)).toBe(["uniform", "normal", "pytorch"].includes(id));
    for (const value of omega) expect(Math.round(value * 1e4) / 1e4).toBe(value);
  });
});

test("a node gets the same numbers alone and with others, and others stay as they are", () => {
  const all = initialised(toy, "normal", 9);
  const one = initialised(toy, "normal", 9, new Set(["f2"]));
  expect(drawn(one, "f2")).toEqual(drawn(all, "f2"));
  expect(one.numbers.get("f1")).toBe(toy.numbers.get("f1"));
  expect(drawn(initialised(toy, "normal", 10), "f2")).not.toEqual(drawn(all, "f2"));
});
