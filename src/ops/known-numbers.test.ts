import { describe, expect, it, test } from "vitest";
import { erf, erfc } from "./error-function";
import { opOf, ops, type UnaryOpId } from "./index";
import { expectClose, expectRelative, slope } from "./numeric-checks.test-support";

const unaryOps = ops.filter((op) => op.kind === "unary");

describe("known numbers (50 digits of mpmath, rounded)", () => {
  test.each([
    [-3, 1.9999779095030015],
    [-0.5, 1.5204998778130465],
    [-0.25, 1.276326390168237],
    [0, 1],
    [0.1, 0.887537083981715],
    [0.46875, 0.507386526782062],
    [0.5, 0.4795001221869535],
    [1, 0.15729920705028513],
    [2.5, 0.0004069520174449589],
    [4, 1.541725790028002e-8],
    [4.5, 1.9661604415428873e-10],
    [8, 1.1224297172982928e-29],
    [15, 7.212994172451206e-100],
    [26, 5.663192408856143e-296],
    [40, 0],
    [Number.POSITIVE_INFINITY, 0],
    [Number.NEGATIVE_INFINITY, 2],
  ])("erfc[%d]", (x, expected) => expectRelative(erfc(x), expected, 1e-15));

  test.each([
    [-2, -0.9953222650189527],
    [-0.3, -0.3286267594591274],
    [1e-10, 1.1283791670955126e-10],
    [0.2, 0.22270258921047847],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [3, 0.9999779095030014],
  ])("erf[%d]", (x, expected) => expectRelative(erf(x), expected, 1e-15));

  const slopes: readonly (readonly [UnaryOpId, number, number, number])[] = [
    ["gelu", -30, -4.416031690708494e-195, 1e-12],
    ["gelu", -20, -1.1014360483133464e-86, 1e-12],
    ["gelu", -10, -7.618400096464814e-22, 1e-13],
    ["gelu", -5, -7.146946001792295e-6, 1e-14],
    ["gelu", -1, -0.0833154705876863, 1e-14],
    ["gelu", 0.5, 0.8674951246561629, 1e-15],
    ["gelu", 10, 1, 1e-15],
    ["sigmoid", -700, 9.85967654375977e-305, 1e-15],
    ["sigmoid", 2, 0.10499358540350652, 1e-14],
    ["sigmoid", 8, 0.0003352376707564742, 1e-14],
    ["sigmoid", 40, 4.248354255291589e-18, 1e-15],
    ["tanh", -20, 1.6993417021166355e-17, 1e-15],
    ["tanh", -4, 0.001340950683025897, 1e-13],
    ["tanh", 2, 0.07065082485316447, 1e-13],
    ["silu", -40, -1.6568581595637197e-16, 1e-15],
    ["silu", -3, -0.08810410601516962, 1e-14],
    ["silu", 20, 1.0000000391619186, 1e-15],
  ];
  test.each(slopes)("∂%s/∂x at %d", (id, x, expected, tolerance) => {
    const op = opOf(id);
    if (op.kind !== "unary") throw new Error("unary ops only");
    expectRelative(op.derivative(x, op.value(x, 0), 0), expected, tolerance);
  });

  it("gelu keeps its value far to the left", () => {
    const gelu = opOf("gelu");
    if (gelu.kind !== "unary") throw new Error("gelu is unary");
    expectRelative(gelu.value(-10, 0), -7.619853024160526e-23, 1e-13);
    expectRelative(gelu.value(-30, 0), -1.472014178144456e-196, 1e-12);
    expectRelative(gelu.value(1, 0), 0.8413447460685429, 1e-15);
  });
});

describe("tails", () => {
  test.each(unaryOps.filter((op) => op.tails !== undefined))("$id", (op) => {
    const tails = op.tails;
    if (tails === undefined) return;
    const derivativeAt = (x: number) => op.derivative(x, op.value(x, 0), 0);
    let largest = 0;
    for (let x = -60; x <= 60; x += 1 / 256) {
      largest = Math.max(largest, Math.abs(derivativeAt(x)));
    }
    expect(largest).toBeLessThanOrEqual(tails.largest * (1 + 1e-15));
    expectClose(largest, tails.largest, 1e-5);
    // Going out along a tail the slope only falls, down to nothing.
    const steps = Array.from({ length: 1000 }, (_, i) => 0.02 * (i + 1));
    for (const side of [-1, 1]) {
      const end = side < 0 ? tails.below : tails.above;
      if (end === undefined) continue;
      let last = Math.abs(derivativeAt(end + side * 1e-9));
      for (const step of steps) {
        const now = Math.abs(derivativeAt(end + side * step));
        expect(now).toBeLessThanOrEqual(last);
        last = now;
      }
      expect(last).toBeLessThan(1e-6);
    }
  });

  it("SiLU and GELU begin theirs where the slope is most negative", () => {
    for (const id of ["silu", "gelu"] as const) {
      const op = opOf(id);
      if (op.kind !== "unary") throw new Error("unary ops only");
      const below = op.tails?.below as number;
      const derivativeAt = (x: number) => op.derivative(x, op.value(x, 0), 0);
      expectClose(slope(derivativeAt, below), 0, 1e-10);
      expect(derivativeAt(below)).toBeLessThan(derivativeAt(below + 0.01));
      expect(derivativeAt(below)).toBeLessThan(derivativeAt(below - 0.01));
      expectClose(derivativeAt(-below), op.tails?.largest as number, 1e-15);
    }
    expectClose(-2.3993572805154675 * Math.tanh(-2.3993572805154675 / 2), 2, 1e-14);
  });

  it("only ReLU clips", () => {
    const clipping = unaryOps.filter((op) => op.clips !== undefined);
    expect(clipping.map((op) => op.id)).toEqual(["relu"]);
    expect([-1, 0, 1].map((x) => clipping[0]?.clips?.(x))).toEqual([true, true, false]);
  });
});
