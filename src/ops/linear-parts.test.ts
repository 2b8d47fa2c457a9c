import { describe, expect, it } from "vitest";
import { type LinearParts, ops } from "./index";
import type { LossOp, UnaryOp } from "./types";

const partOf = ({ breaks }: LinearParts, x: number) => breaks.filter((at) => x > at).length;

const unary = ops.filter(
  (op): op is typeof op & UnaryOp & { linearParts: LinearParts } =>
    op.kind === "unary" && "linearParts" in op,
);
const losses = ops.filter(
  (op): op is typeof op & LossOp & { linearParts: LinearParts } =>
    op.kind === "loss" && "linearParts" in op,
);

describe("what ops say of pieces", () => {
  it.each(unary)("$id has these slopes between its breaks", (op) => {
    const { slopes, breaks } = op.linearParts;
    expect(slopes).toHaveLength(breaks.length + 1);
    for (const x of [-3.7, -0.2, 0.4, 5.1, ...op.samples]) {
      expect(op.derivative(x, op.value(x, 0), 0)).toBe(slopes[partOf(op.linearParts, x)]);
    }
  });

  it("every unary op with a kink says its parts: else a joint would have to be searched", () => {
    const isKink = ({ derivative }: { readonly derivative: number }) => Number.isFinite(derivative);
    const kinked = ops.filter((op) => op.kind === "unary" && op.kinks.some(isKink));
    const silent = kinked.filter((op) => !("linearParts" in op)).map(({ id }) => id);
    expect(silent).toEqual([]);
  });

  it.each(losses)("$id sums parts of f − y", (op) => {
    for (const { f, y } of op.samples) {
      const width = f.length;
      const values = Float64Array.of(...f, ...y, 0);
      const derivatives = new Float64Array(2 * width + 1);
      derivatives[2 * width] = 1;
      op.forward(values, 0, width, 2 * width, 1, width, 0);
      op.backward(values, 0, width, derivatives, 2 * width, 0, width, 1, width, 0);
      const slopes = f.map(
        (value, unit) => op.linearParts.slopes[partOf(op.linearParts, value - (y[unit] ?? 0))],
      );
      expect(Array.from(derivatives.subarray(0, width))).toEqual(slopes);
    }
  });

  it("binary ops: sums, choices and products are what they say", () => {
    for (const op of ops) {
      if (op.kind !== "binary" || !("linearParts" in op)) continue;
      const parts = op.linearParts;
      for (const [a, b] of op.samples) {
        const value = op.value(a, b);
        if (parts.kind === "sum") expect(parts.factors[0] * a + parts.factors[1] * b).toBe(value);
        else if (parts.kind === "choice")
          expect(parts.sign > 0 ? Math.max(a, b) : Math.min(a, b)).toBe(value);
        else {
          const [ofA, ofB] = parts.factors;
          if (ofA) expect(ofA(b) * a).toBeCloseTo(value, 12);
          if (ofB) expect(ofB(a) * b).toBeCloseTo(value, 12);
        }
      }
    }
  });
});
