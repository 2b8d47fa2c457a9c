import { describe, expect, it } from "vitest";
import type { BackflowDocument, NodeId } from "../document";
import { documentOf, leaf, linear, wire } from "../document.test-support";
import type { Result } from "../result";
import { topologyOf } from "../topology";
import { addNode, addWire } from "./structure";
import { widenedTogether, wiredTogether, withWidth, withWidths } from "./widths";
import { wiringOf } from "./wiring";

function sound<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** x → f → ℓ ← y by cross-entropy, of one unit each: to three classes, it is widened in no order one by one. */
function classifier(): BackflowDocument {
  return documentOf(
    [
      ["x", "input", leaf([1])],
      ["f", "linear", linear([0], [[2]])],
      ["y", "target", leaf([1])],
      ["loss", "softmax-cross-entropy"],
    ],
    [wire("x", "f"), wire("f", "loss"), wire("y", "loss", 1)],
  );
}

function unitsOf(document: BackflowDocument, id: NodeId): number | undefined {
  const { indexOf, widths } = topologyOf(document.graph);
  return widths[indexOf.get(id) ?? -1];
}

describe("widening with what is met", () => {
  it.each([
    ["f", ["y"]],
    ["y", ["f"]],
  ])("%s is refused alone, and taken with what meets it at the loss", (id, others) => {
    const document = classifier();
    expect(withWidth(document, id, 3).ok).toBe(false);
    const together = widenedTogether(document, id, 3);
    expect(together?.others).toEqual(others);
    expect(["f", "y"].map((each) => together && unitsOf(together.document, each))).toEqual([3, 3]);
    expect(together?.document.data.columns.get("y")).toHaveLength(3);
  });

  it("goes through what keeps the width, and takes all that meet", () => {
    const document = documentOf(
      [
        ["x", "input", leaf([1])],
        ["f", "linear", linear([0, 0], [[1], [2]])],
        ["h", "tanh"],
        [
          "g",
          "linear",
          linear(
            [0, 0],
            [
              [1, 0],
              [0, 1],
            ],
          ),
        ],
        ["s", "add"],
        ["y", "target", leaf([1, 2])],
        ["loss", "squared-error"],
      ],
      [
        ...[wire("x", "f"), wire("f", "h"), wire("h", "g")],
        ...[wire("h", "s"), wire("g", "s", 1), wire("s", "loss"), wire("y", "loss", 1)],
      ],
    );
    const together = widenedTogether(document, "f", 4);
    expect(new Set(together?.others)).toEqual(new Set(["g", "y"]));
    expect(together && unitsOf(together.document, "s")).toBe(4);
  });

  it("is offered nowhere where it does not help, or is not needed", () => {
    const document = documentOf(
      [
        ["x", "input", leaf([1, 2])],
        ["m", "sum"],
        ["f", "linear", linear([0], [[2, 1]])],
        ["loss", "squared-error"],
      ],
      [wire("x", "m"), wire("x", "f"), wire("f", "loss"), wire("m", "loss", 1)],
    );
    expect(withWidth(document, "f", 2).ok).toBe(false);
    expect(widenedTogether(document, "f", 2)).toBeNull();
    expect(widenedTogether(document, "x", 3)).toBeNull();
  });

  it("draws new columns of Ω: none is 0, all within ±1/√n, and the same each time", () => {
    const document = documentOf(
      [
        ["x", "input", leaf([1, 2])],
        ["f", "linear", linear([0], [[5, 6]])],
      ],
      [wire("x", "f")],
    );
    const wide = sound(withWidth(document, "x", 9));
    const owned = wide.numbers.get("f");
    const row = owned?.kind === "linear" ? (owned.omega[0]?.[0] ?? []) : [];
    expect(row.slice(0, 2)).toEqual([5, 6]);
    expect(row).toHaveLength(9);
    for (const weight of row.slice(2)) {
      expect(weight).not.toBe(0);
      expect(Math.abs(weight)).toBeLessThanOrEqual(0.34);
    }
    expect(new Set(row).size).toBeGreaterThan(5);
    expect(sound(withWidth(document, "x", 9)).numbers.get("f")).toEqual(owned);
  });
});

describe("a wire that does not fit", () => {
  const open = (units: number) => {
    const { graph, ...rest } = classifier();
    const document = { ...rest, graph: { ...graph, wires: graph.wires.slice(0, 1) } };
    const wide = sound(withWidths(document, ["f"], units));
    return wide;
  };

  it("is drawn with other units of what it meets: a target has those of its prediction", () => {
    const document = sound(addWire(open(3), "f", "loss", 0));
    expect(addWire(document, "y", "loss", 1).ok).toBe(false);
    const together = wiredTogether(document, "y", "loss", 1);
    if (!together) throw new Error("It is not drawn.");
    // What is there already is changed, if it is a leaf or linear, or else what comes new.
    expect(unitsOf(together.document, "y")).toBe(unitsOf(together.document, "f"));
    expect(together.document.graph.wires).toHaveLength(3);
  });

  it("is no matter of a new target, which has the units of its loss", () => {
    const document = sound(addWire(open(3), "f", "loss", 0));
    const wiring = wiringOf(document.graph, {
      fixed: { kind: "target", node: "loss", port: 1 },
      replacing: null,
    });
    expect(wiring.takesNew("target")).toBe(true);
    expect(wiring.widthOfNew("target")).toBe(3);
    const added = sound(addNode(document, "target", { x: 0, y: 0 }, 3));
    expect(addWire(added.document, added.node, "loss", 1).ok).toBe(true);
  });
});
