import { describe, expect, it } from "vitest";
import { type OpId, opById, ops } from "@/ops";
import { atSample } from "../evaluation";
import { apply, input, linear, target } from "../graph-builder.test-support";
import { diagnose, run } from "../reference.test-support";
import { stateOf, unaryState } from "./unit-state";

function unary(id: OpId) {
  const op = opById.get(id);
  if (op?.kind !== "unary") throw new Error(`${id} is not unary`);
  return op;
}

const wordOf = (id: OpId, x: number) => unaryState(unary(id), x, unary(id).value(x, 0));

const nodeState = (op: OpId, x: number | readonly number[]) =>
  stateOf(run([input("x", x), apply("h", op, "x")]), "h");

describe("the state of one unit", () => {
  it("E12 saturated is said of sigmoid, tanh, and the left of ELU, softplus, SiLU and GELU", () => {
    const both: OpId[] = ["sigmoid", "tanh"];
    const left: OpId[] = ["elu", "softplus", "silu", "gelu"];
    for (const id of [...both, ...left]) expect(wordOf(id, -20), id).toBe("saturated");
    for (const id of both) expect(wordOf(id, 20), id).toBe("saturated");
    for (const id of left) expect(wordOf(id, 20), id).toBe("active");
    const none: OpId[] = ["sin", "cos", "exp", "log", "sqrt", "square", "reciprocal", "negate"];
    for (const id of [...none, "abs", "relu", "leaky-relu"] as const) {
      expect(unary(id).tails, id).toBeUndefined();
    }
  });

  const tails = ops.flatMap((op) => {
    if (op.kind !== "unary" || !op.tails) return [];
    const { below, above, largest } = op.tails;
    return [
      ...(below === undefined ? [] : [{ op, edge: below, side: -1, largest }]),
      ...(above === undefined ? [] : [{ op, edge: above, side: 1, largest }]),
    ];
  });

  it.each(tails)(
    "E12 $op.id from $edge to side $side: saturated where |local| falls under 5 %",
    (tail) => {
      const { op, edge, side, largest } = tail;
      const local = (x: number) => Math.abs(op.derivative(x, op.value(x, 0), 0));
      // Where the derivative jumps over the 5 %, halving finds the jump.
      let [on, off] = [edge + 30 * side, edge];
      expect(local(on)).toBeLessThan(0.05 * largest);
      expect(local(off)).toBeGreaterThan(0.05 * largest);
      for (let halving = 0; halving < 60; halving++) {
        const middle = (on + off) / 2;
        if (local(middle) < 0.05 * largest) on = middle;
        else off = middle;
      }
      expect(wordOf(op.id, on + 1e-6 * side)).toBe("saturated");
      expect(wordOf(op.id, on - 1e-6 * side)).toBe("active");
      expect(wordOf(op.id, edge)).toBe("active");
      // Under a thousandth too: on a tail that is still saturated, not flat.
      expect(wordOf(op.id, edge + 29 * side)).toBe("saturated");
    },
  );

  it("E12 inactive: a clipped ReLU; at its kink it is at a kink; a leaky one is never inactive", () => {
    expect([-1, 0, -0, 1e-9].map((x) => wordOf("relu", x))).toEqual([
      "inactive",
      "kink",
      "kink",
      "active",
    ]);
    expect(wordOf("abs", 0)).toBe("kink");
    expect([-50, 0, 50].map((x) => wordOf("leaky-relu", x))).toEqual(["active", "kink", "active"]);
  });

  it("E12 flat: a crest of sin and cos, the minima of SiLU and GELU, |local| ≤ 1e-3 off any tail", () => {
    expect([wordOf("sin", Math.PI / 2), wordOf("cos", Math.PI)]).toEqual(["flat", "flat"]);
    expect([wordOf("silu", -1.278464542761), wordOf("gelu", -0.751791524694)]).toEqual([
      "flat",
      "flat",
    ]);
    expect([wordOf("exp", -10), wordOf("sqrt", 1e8), wordOf("log", 2000)]).toEqual([
      "flat",
      "flat",
      "flat",
    ]);
    expect([5e-4, 5.1e-4].map((x) => wordOf("square", x))).toEqual(["flat", "active"]);
  });

  it("E12 not finite: a value or a slope that is infinite or no number", () => {
    for (const op of ops) {
      if (op.kind !== "unary") continue;
      expect(unaryState(op, Number.NaN, Number.NaN), op.id).toBe("not-finite");
    }
    const words = [
      wordOf("log", 0),
      wordOf("log", -1),
      wordOf("exp", 800),
      wordOf("reciprocal", 1e-200),
    ];
    expect(words).toEqual(["not-finite", "not-finite", "not-finite", "not-finite"]);
  });

  it("E12 not finite: where the slope is infinite, it is no convention", () => {
    expect([wordOf("sqrt", 0), wordOf("sqrt", -0)]).toEqual(["not-finite", "not-finite"]);
    const at = (x: number, p: number) => unaryState(unary("power"), x, x ** p, p);
    expect([at(0, 0.5), at(0, 1), at(0, 2), at(1, 0.5)]).toEqual([
      "not-finite",
      "active",
      "flat",
      "active",
    ]);
  });

  it("E12 active: everything else", () => {
    expect([wordOf("negate", 0), wordOf("sin", 0), wordOf("sigmoid", 0)]).toEqual([
      "active",
      "active",
      "active",
    ]);
  });
});

describe("the state of a node", () => {
  it("E12 the word that all units agree on", () => {
    expect(nodeState("relu", [-1, -2, -3])).toEqual({ kind: "uniform", state: "inactive" });
    expect(nodeState("tanh", [5, -5])).toEqual({ kind: "uniform", state: "saturated" });
  });

  it("E12 else counts: 3 of 8 inactive", () => {
    expect(nodeState("relu", [1, -1, 2, -2, 3, -3, 4, 5])).toEqual({
      kind: "mixed",
      counts: new Map([
        ["active", 5],
        ["inactive", 3],
      ]),
      units: 8,
    });
    expect(nodeState("silu", [-20, 3, -1.278464542761])).toEqual({
      kind: "mixed",
      counts: new Map([
        ["saturated", 1],
        ["active", 1],
        ["flat", 1],
      ]),
      units: 3,
    });
  });

  it("E12 of two inputs: flat where both local derivatives are", () => {
    const times = (a: number, b: number) =>
      stateOf(run([input("a", a), input("b", b), apply("h", "multiply", "a", "b")]), "h");
    expect([times(0, 0), times(0, 1), times(1e-3, 1e-3)]).toEqual([
      { kind: "uniform", state: "flat" },
      { kind: "uniform", state: "active" },
      { kind: "uniform", state: "flat" },
    ]);
  });

  it("E12 at each sample its own; none for leaves and for what has no value; linear and losses are active", () => {
    const evaluation = run([
      input("x", [[-1], [1]]),
      apply("h", "relu", "x"),
      linear("f", ["h"], 0, 0),
      target("y", [[0], [0]]),
      apply("loss", "squared-error", "f", "y"),
      apply("open", "sin", null),
    ]);
    const inactive = { kind: "uniform", state: "inactive" };
    const active = { kind: "uniform", state: "active" };
    expect([0, 1].map((sample) => stateOf(atSample(evaluation, sample), "h"))).toEqual([
      inactive,
      active,
    ]);
    expect(["f", "loss"].map((id) => stateOf(evaluation, id))).toEqual([active, active]);
    expect(["x", "open", "gone"].map((id) => stateOf(evaluation, id))).toEqual([null, null, null]);
    const { findings } = diagnose(evaluation);
    expect(findings).toContainEqual({ kind: "state", node: 1, state: inactive });
  });
});

describe("the state over a data set", () => {
  const batchOf = (rows: readonly number[]) =>
    run([
      input(
        "x",
        rows.map((row) => [row]),
      ),
      apply("h", "relu", "x"),
    ]);

  it("E12 dead: a ReLU that is clipped on every row", () => {
    const evaluation = batchOf([-1, -0.5, 0]);
    expect(stateOf(atSample(evaluation, 1), "h")).toEqual({ kind: "uniform", state: "dead" });
  });

  it("E12 inactive: clipped at this sample, but not at every row", () => {
    const evaluation = batchOf([-1, 2]);
    expect(stateOf(evaluation, "h")).toEqual({ kind: "uniform", state: "inactive" });
    expect(stateOf(atSample(evaluation, 1), "h")).toEqual({ kind: "uniform", state: "active" });
  });

  it("E12 one sample is no data set", () => {
    expect(nodeState("relu", -1)).toEqual({ kind: "uniform", state: "inactive" });
  });
});

describe("kinks", () => {
  it("E12 a tie of max is at a kink, unit by unit, and so is |f − y| at f = y", () => {
    const nodes = [
      input("a", [1, 2]),
      input("b", [1, 3]),
      apply("h", "maximum", "a", "b"),
      target("y", [1, 3]),
      apply("loss", "absolute-error", "h", "y"),
    ];
    const evaluation = run(nodes);
    expect(stateOf(evaluation, "h")).toEqual({
      kind: "mixed",
      counts: new Map([
        ["kink", 1],
        ["active", 1],
      ]),
      units: 2,
    });
    expect(stateOf(evaluation, "loss")).toEqual({ kind: "uniform", state: "kink" });
  });
});
