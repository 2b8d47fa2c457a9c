import { describe, expect, it, test } from "vitest";
import {
  type LossOp,
  opById,
  opFromNumber,
  opNumber,
  opOf,
  ops,
  type UnaryOp,
  type VectorOp,
} from "./index";
import {
  expectClose,
  expectRelative,
  expectSame,
  randomNumbers,
  slope,
} from "./numeric-checks.test-support";

const unaryOps = ops.filter((op) => op.kind === "unary");
const binaryOps = ops.filter((op) => op.kind === "binary");
const losses = ops.filter((op) => op.kind === "loss");
const vectorOps = ops.filter((op) => op.kind === "vector");

const initial = (op: UnaryOp) => op.setting?.initial ?? 0;
const valueAt = (op: UnaryOp, x: number) => op.value(x, initial(op));
const derivativeOf = (op: UnaryOp, x: number) => op.derivative(x, valueAt(op, x), initial(op));

/** One row of an op that takes rows as a whole, and its derivatives for an upstream gradient, through its own kernels. */
function runVector(
  op: VectorOp,
  a: readonly number[],
  b: readonly number[] = [],
  upstream: readonly number[] = [],
) {
  const width = op.width(...(b.length > 0 ? [a.length, b.length] : [a.length])) ?? 0;
  const [atB, atOut] = [a.length, a.length + b.length];
  const values = Float64Array.of(...a, ...b, ...new Array<number>(width).fill(42));
  op.forward(values, 0, a.length, atB, b.length, atOut, 1);
  const derivatives = new Float64Array(values.length);
  for (let unit = 0; unit < width; unit++) derivatives[atOut + unit] = upstream[unit] ?? 1;
  op.backward(values, 0, a.length, atB, b.length, atOut, derivatives, atOut, 0, atB, 1);
  return {
    value: [...values.subarray(atOut)],
    toA: [...derivatives.subarray(0, atB)],
    toB: [...derivatives.subarray(atB, atOut)],
  };
}

/** One row of a loss through its own kernels. */
function runLoss(op: LossOp, f: readonly number[], y: readonly number[], setting?: number) {
  const width = f.length;
  const delta = setting ?? op.setting?.initial ?? 0;
  const values = Float64Array.of(...f, ...y, 0);
  op.forward(values, 0, width, 2 * width, 1, width, delta);
  const derivatives = new Float64Array(2 * width + 1);
  derivatives[0] = 1;
  op.backward(values, 0, width, derivatives, 0, 1, 1 + width, 1, width, delta);
  return {
    value: values[2 * width] as number,
    toF: [...derivatives.subarray(1, 1 + width)],
    toY: [...derivatives.subarray(1 + width)],
  };
}

describe("the table", () => {
  it("is append-only: these numbers are in links", () => {
    expect(ops.map((op) => op.id)).toEqual([
      "input",
      "target",
      "parameter",
      "constant",
      "linear",
      "sin",
      "cos",
      "exp",
      "log",
      "sqrt",
      "square",
      "reciprocal",
      "negate",
      "abs",
      "relu",
      "leaky-relu",
      "elu",
      "softplus",
      "silu",
      "gelu",
      "sigmoid",
      "tanh",
      "add",
      "subtract",
      "multiply",
      "divide",
      "maximum",
      "minimum",
      "squared-error",
      "absolute-error",
      "huber",
      "binary-cross-entropy-with-logits",
      "softmax-cross-entropy",
      "half-squared-error",
      "mean-squared-error",
      "power",
      "softmax",
      "sum",
      "mean",
      "product",
      "dot-product",
      "concatenate",
    ]);
  });

  it("finds ops by id and by number", () => {
    for (const op of ops) {
      expect(opOf(op.id)).toBe(op);
      expect(opById.get(op.id)).toBe(op);
      expect(opFromNumber(opNumber(op.id))).toBe(op);
      expect(op.title).toMatch(/^[A-Z]/);
      expect(op.stem).not.toBe("");
    }
    expect(opById.size).toBe(ops.length);
    expect(opById.get("constructor")).toBeUndefined();
    expect(opFromNumber(ops.length)).toBeUndefined();
    expect(opFromNumber(-1)).toBeUndefined();
    expect(() => opOf("constructor" as "sin")).toThrow();
    expect(() => opNumber("constructor" as "sin")).toThrow();
  });
});

describe("local derivatives are the slopes of the values", () => {
  test.each(unaryOps)("$id", (op) => {
    expect(op.samples.length).toBeGreaterThan(2);
    for (const x of op.samples) {
      expect(op.domain?.contains(x, initial(op)) ?? true).toBe(true);
      expectClose(
        derivativeOf(op, x),
        slope((z) => valueAt(op, z), x),
        1e-9,
      );
    }
  });

  test.each(binaryOps)("$id", (op) => {
    for (const [a, b] of op.samples) {
      const h = op.value(a, b);
      expectClose(
        op.derivatives[0](a, b, h),
        slope((z) => op.value(z, b), a),
        1e-9,
      );
      expectClose(
        op.derivatives[1](a, b, h),
        slope((z) => op.value(a, z), b),
        1e-9,
      );
    }
  });

  test.each(losses)("$id", (op) => {
    for (const { f, y, setting } of op.samples) {
      const { toF, toY } = runLoss(op, f, y, setting);
      for (let d = 0; d < f.length; d++) {
        const lossOfF = (z: number) => runLoss(op, f.with(d, z), y, setting).value;
        const lossOfY = (z: number) => runLoss(op, f, y.with(d, z), setting).value;
        expectClose(toF[d] as number, slope(lossOfF, f[d] as number), 1e-9);
        expectClose(toY[d] as number, slope(lossOfY, y[d] as number), 1e-9);
      }
    }
  });
});

describe("what takes rows as a whole", () => {
  test.each(vectorOps)("$id has the slopes of its values as derivatives", (op) => {
    for (const { a, b = [] } of op.samples) {
      const { value, toA, toB } = runVector(op, a, b);
      // Different for each unit, so that none stands in for another.
      const upstream = value.map((_, unit) => 0.7 - 0.4 * unit);
      const derivatives = runVector(op, a, b, upstream);
      const objective = (left: readonly number[], right: readonly number[]) =>
        runVector(op, left, right).value.reduce((sum, h, k) => sum + h * (upstream[k] ?? 0), 0);
      a.forEach((x, d) => {
        expectClose(
          derivatives.toA[d] as number,
          slope((z) => objective(a.with(d, z), b), x),
          1e-9,
        );
      });
      b.forEach((x, d) => {
        expectClose(
          derivatives.toB[d] as number,
          slope((z) => objective(a, b.with(d, z)), x),
          1e-9,
        );
      });
      expect([toA.length, toB.length]).toEqual([a.length, b.length]);
    }
  });

  test.each(vectorOps)("$id: rows do not touch one another", (op) => {
    const random = randomNumbers(17);
    const [rows, aWidth] = [4, 3];
    const bWidth = op.ports.length === 2 ? 3 : 0;
    const width = op.width(...(bWidth > 0 ? [aWidth, bWidth] : [aWidth])) ?? 0;
    const [atB, atOut] = [rows * aWidth, rows * (aWidth + bWidth)];
    const values = new Float64Array(atOut + rows * width).map(() => 3 * random());
    const derivatives = new Float64Array(values.length).map(random);
    const upstream = derivatives.slice(atOut);
    op.forward(values, 0, aWidth, atB, bWidth, atOut, rows);
    op.backward(values, 0, aWidth, atB, bWidth, atOut, derivatives, atOut, 0, atB, rows);
    const part = (array: Float64Array, start: number, row: number, units: number) => [
      ...array.subarray(start + row * units, start + (row + 1) * units),
    ];
    for (let row = 0; row < rows; row++) {
      const alone = runVector(
        op,
        part(values, 0, row, aWidth),
        part(values, atB, row, bWidth),
        part(upstream, 0, row, width),
      );
      expect(part(values, atOut, row, width)).toEqual(alone.value);
      expect(part(derivatives, 0, row, aWidth)).toEqual(alone.toA);
      expect(part(derivatives, atB, row, bWidth)).toEqual(alone.toB);
    }
  });

  it("a product is exact where units are zero", () => {
    const { toA } = runVector(opOf("product") as VectorOp, [0, 2, 3], [], [1]);
    expect(toA).toEqual([6, 0, 0]);
    expect(runVector(opOf("product") as VectorOp, [0, 2, 0]).toA).toEqual([0, 0, 0]);
    expect(runVector(opOf("product") as VectorOp, [-2, 0, 5, 0.5]).toA).toEqual([0, -5, -0, -0]);
  });

  it("softmax does not overflow, and sums to 1", () => {
    const { value } = runVector(opOf("softmax") as VectorOp, [1e4, 1e4 - 1, -1e4]);
    expect(value[2]).toBe(0);
    expectClose((value[0] ?? 0) + (value[1] ?? 0), 1, 1e-15);
    expectClose(value[0] ?? 0, 1 / (1 + Math.exp(-1)), 1e-15);
  });

  it("fits widths by its own rule", () => {
    const widthOf = (id: "dot-product" | "concatenate" | "softmax" | "sum", ...of: number[]) =>
      (opOf(id) as VectorOp).width(...of);
    expect(widthOf("dot-product", 3, 3)).toBe(1);
    expect(widthOf("dot-product", 1, 3)).toBeNull();
    expect(widthOf("concatenate", 1, 3)).toBe(4);
    expect([widthOf("softmax", 5), widthOf("sum", 5)]).toEqual([5, 1]);
  });
});

describe("a power", () => {
  const power = opOf("power") as UnaryOp;
  it.each([
    [2, 3, 8, 12],
    [-2, 3, -8, 12],
    [4, 0.5, 2, 0.25],
    [2, -1, 0.5, -0.25],
    [0, 2, 0, 0],
    [0, 1, 0, 1],
    [0, 0, 1, 0],
    [0, 0.5, 0, Number.POSITIVE_INFINITY],
    [-1, 0.5, Number.NaN, Number.NaN],
  ])("of %d to the %d is %d with the derivative %d", (x, p, value, derivative) => {
    expect(power.value(x, p)).toBe(value);
    expect(power.derivative(x, value, p)).toBe(derivative);
    const [values, derivatives] = [Float64Array.of(x, 0), Float64Array.of(1, 0)];
    power.forward(values, 0, 1, 1, p);
    power.backward(values, 0, 1, derivatives, 0, 1, 1, p);
    expect([values[1], derivatives[1]]).toEqual([value, derivative]);
  });

  it("says where it is defined", () => {
    const contains = (x: number, p: number) => power.domain?.contains(x, p);
    expect([contains(-2, 3), contains(0, 2), contains(3, 0.5)]).toEqual([true, true, true]);
    expect([contains(0, -1), contains(-2, 0.5), contains(0, -0.5)]).toEqual([false, false, false]);
  });
});

describe("kinks have exactly the derivatives that are stated", () => {
  test.each(unaryOps.filter((op) => op.kinks.length > 0))("$id", (op) => {
    for (const { at, derivative } of op.kinks) {
      for (const x of at === 0 ? [0, -0] : [at]) {
        expect(derivativeOf(op, x)).toBe(derivative);
      }
    }
  });

  test.each(binaryOps.filter((op) => op.kinks.length > 0))("$id", (op) => {
    for (const { at, derivatives } of op.kinks) {
      const h = op.value(...at);
      expect(op.derivatives.map((derivative) => derivative(...at, h))).toEqual(derivatives);
    }
  });

  test.each(losses.filter((op) => op.kinks.length > 0))("$id", (op) => {
    for (const { f, y, derivatives } of op.kinks) {
      const { toF, toY } = runLoss(op, f, y);
      expect([toF, toY]).toEqual(derivatives);
    }
  });

  const tie = [
    { at: [1, 1], derivatives: [0.5, 0.5] },
    { at: [0, -0], derivatives: [0.5, 0.5] },
  ];
  it.each([
    ["sqrt", [{ at: 0, derivative: Number.POSITIVE_INFINITY }]],
    ["abs", [{ at: 0, derivative: 0 }]],
    ["relu", [{ at: 0, derivative: 0 }]],
    ["leaky-relu", [{ at: 0, derivative: 0.01 }]],
    ["maximum", tie],
    ["minimum", tie],
  ] as const)("of %s are those of rule E7", (id, kinks) => {
    expect(opOf(id)).toMatchObject({ kinks });
  });

  it("do not exist in Huber: both branches agree at |d| = δ", () => {
    const huber = opOf("huber") as LossOp;
    for (const delta of [0.25, 1, 3]) {
      for (const sign of [1, -1]) {
        const { value, toF, toY } = runLoss(huber, [sign * delta], [0], delta);
        expect(value).toBe(0.5 * delta * delta);
        expect(toF).toEqual([sign * delta]);
        expect(toY).toEqual([-sign * delta]);
        expectClose(runLoss(huber, [sign * delta * (1 + 1e-12)], [0], delta).value, value, 1e-10);
      }
    }
  });
});

const edges = [0, -0, 1, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
const extremes = [...edges, 1e4, -1e4, 5e-324, -5e-324, Number.MAX_VALUE, -Number.MAX_VALUE];
const upstreams = [1, -1.7, 0, -0, Number.POSITIVE_INFINITY, Number.NaN, 3e-310];

describe("loops are bit for bit the scalar functions", () => {
  test.each(unaryOps)("$id", (op) => {
    const xs = [...op.samples, ...op.kinks.map((kink) => kink.at), ...extremes, 0.3, -0.7, 20, -20];
    for (const count of [0, 1, 7, xs.length]) {
      for (const upstream of upstreams) {
        const values = new Float64Array(2 * xs.length + 8).fill(42);
        const derivatives = new Float64Array(2 * xs.length + 8).fill(42);
        const [x, out] = [3, xs.length + 5];
        values.set(xs, x);
        derivatives.fill(upstream, x, x + xs.length);
        op.forward(values, x, out, count, initial(op));
        op.backward(values, x, out, derivatives, x, out, count, initial(op));
        for (let i = 0; i < count; i++) {
          const z = xs[i] as number;
          expectSame(values[out + i], valueAt(op, z));
          expectSame(derivatives[out + i], derivativeOf(op, z) * upstream);
        }
        expectSame(values[out - 1], 42);
        expectSame(values[out + count], 42);
        expectSame(derivatives[out - 1], 42);
        expectSame(derivatives[out + count], 42);
      }
    }
  });

  test.each(binaryOps)("$id", (op) => {
    const pairs = [
      ...op.samples,
      ...op.kinks.map((kink) => kink.at),
      ...extremes.flatMap((a) => extremes.map((b) => [a, b] as const)),
    ];
    const n = pairs.length;
    for (const count of [0, 1, 7, n]) {
      for (const upstream of upstreams) {
        const values = new Float64Array(3 * n + 9).fill(42);
        const derivatives = new Float64Array(3 * n + 9).fill(42);
        const [a, b, out] = [2, n + 4, 2 * n + 7];
        for (const [i, [p, q]] of pairs.entries()) {
          values[a + i] = p;
          values[b + i] = q;
        }
        derivatives.fill(upstream, a, a + n);
        op.forward(values, a, b, out, count);
        op.backward(values, a, b, out, derivatives, a, b, out, count);
        for (let i = 0; i < count; i++) {
          const [p, q] = pairs[i] as readonly [number, number];
          const h = op.value(p, q);
          expectSame(values[out + i], h);
          expectSame(derivatives[b + i], op.derivatives[0](p, q, h) * upstream);
          expectSame(derivatives[out + i], op.derivatives[1](p, q, h) * upstream);
        }
        for (const end of [b, out]) {
          expectSame(derivatives[end - 1], 42);
          expectSame(derivatives[end + count], 42);
        }
        expectSame(values[out + count], 42);
      }
    }
  });

  test.each(losses)("$id: rows do not touch one another", (op) => {
    for (const width of [1, 3]) {
      const random = randomNumbers(11 + width);
      const rows = 4;
      const size = rows * width;
      const values = new Float64Array(2 * size + rows).map(() => 3 * random());
      const derivatives = new Float64Array(2 * size + rows).map(random);
      const upstream = derivatives.slice(2 * size);
      const setting = op.setting?.initial ?? 0;
      op.forward(values, 0, size, 2 * size, rows, width, setting);
      op.backward(values, 0, size, derivatives, 2 * size, 0, size, rows, width, setting);
      for (let r = 0; r < rows; r++) {
        const f = [...values.subarray(r * width, (r + 1) * width)];
        const y = [...values.subarray(size + r * width, size + (r + 1) * width)];
        const alone = runLoss(op, f, y);
        const u = upstream[r] as number;
        expectSame(values[2 * size + r], alone.value);
        for (let d = 0; d < width; d++) {
          expectSame(derivatives[r * width + d], (alone.toF[d] as number) * u);
          expectSame(derivatives[size + r * width + d], (alone.toY[d] as number) * u);
        }
      }
    }
  });
});

describe("numbers at the edges", () => {
  it("gives NaN for NaN, never a number that looks computed", () => {
    for (const op of unaryOps) expect(valueAt(op, Number.NaN), op.id).toBeNaN();
    for (const op of vectorOps) {
      const row = [Number.NaN, 1];
      const { value } = runVector(op, row, op.ports.length === 2 ? [0.5, 2] : []);
      expect(value.some(Number.isNaN), op.id).toBe(true);
    }
    for (const op of binaryOps) {
      expect(op.value(Number.NaN, 1), op.id).toBeNaN();
      expect(op.value(1, Number.NaN), op.id).toBeNaN();
    }
    for (const op of losses) {
      expect(runLoss(op, [Number.NaN, 1], [0.5, 0.5]).value, op.id).toBeNaN();
      expect(runLoss(op, [1, Number.NaN], [0.5, 0.5]).value, op.id).toBeNaN();
      expect(runLoss(op, [1, 2], [Number.NaN, 0.5]).value, op.id).toBeNaN();
    }
  });

  const stable = ["relu", "leaky-relu", "elu", "softplus", "silu", "gelu", "sigmoid", "tanh"];
  test.each(unaryOps.filter((op) => stable.includes(op.id)))("$id never overflows", (op) => {
    for (const size of [1e4, 745.2, 709.8, 88.7, 30, 1e-300]) {
      for (const x of [size, -size]) {
        expect(valueAt(op, x)).toSatisfy(Number.isFinite);
        expect(derivativeOf(op, x)).toSatisfy(Number.isFinite);
      }
    }
  });

  test.each(losses)("$id never overflows", (op) => {
    const large = [1e4, -1e4, 709.9, 0];
    for (const a of large) {
      for (const b of large) {
        const { value, toF, toY } = runLoss(op, [a, b, 0], [1, 0, 0]);
        for (const number of [value, ...toF, ...toY]) expect(number).toSatisfy(Number.isFinite);
      }
    }
  });

  it("exp overflows honestly", () => {
    const exp = unaryOps.find((op) => op.id === "exp");
    expect(exp && valueAt(exp, 812.4)).toBe(Number.POSITIVE_INFINITY);
  });

  it("does not lose the small losses of confident and right predictions", () => {
    const [binary, softmax] = [
      opOf("binary-cross-entropy-with-logits") as LossOp,
      opOf("softmax-cross-entropy") as LossOp,
    ];
    const e40 = Math.exp(-40);
    for (const { value, toF } of [
      runLoss(binary, [40], [1]),
      runLoss(binary, [-40], [0]),
      runLoss(softmax, [40, 0], [1, 0]),
    ]) {
      expectRelative(value, e40, 1e-14);
      expectRelative(Math.abs(toF[0] as number), e40, 1e-14);
    }
  });
});
