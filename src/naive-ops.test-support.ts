/**
 * What each op computes for the second evaluator: its textbook formula over dual numbers, by which local derivatives come
 * along. Shares no line with `ops/`.
 */

/** a + b·ε with ε² = 0: a value, and its derivative by the one number that was given b = 1. */
export interface Dual {
  readonly v: number;
  readonly d: number;
}

export const dual = (v: number, d = 0): Dual => ({ v, d });
/** What does not depend on the seed stays so, also beside infinite numbers. */
export const scaled = (d: number, factor: number): number => (d === 0 ? 0 : d * factor);

export const add = (a: Dual, b: Dual): Dual => dual(a.v + b.v, a.d + b.d);
const negate = (a: Dual): Dual => dual(-a.v, a.d === 0 ? 0 : -a.d);
const subtract = (a: Dual, b: Dual): Dual => dual(a.v - b.v, a.d === b.d ? 0 : a.d - b.d);
const multiply = (a: Dual, b: Dual): Dual => dual(a.v * b.v, scaled(a.d, b.v) + scaled(b.d, a.v));
const divide = (a: Dual, b: Dual): Dual =>
  dual(a.v / b.v, scaled(a.d, 1 / b.v) - scaled(b.d, a.v / b.v / b.v));
const map = (a: Dual, value: (x: number) => number, slope: (x: number) => number): Dual =>
  dual(value(a.v), scaled(a.d, a.d === 0 ? 0 : slope(a.v)));
export const sumOf = (terms: readonly Dual[]): Dual => terms.reduce(add, dual(0));

const logistic = (x: number): number =>
  x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
/** 1 − logistic[x], without losing digits. */
const logisticRest = (x: number): number => logistic(-x);
const softPlus = (x: number): number => (x > 0 ? x : 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** The standard normal distribution: its density, and its distribution function by Simpson's rule or its tail. */
const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
function distribution(x: number): number {
  if (x > 0) return 1 - distribution(-x);
  if (x < -40) return 0;
  if (x < -2.5) {
    // Continued fraction of the tail.
    let fraction = 0;
    for (let k = 300; k >= 1; k--) fraction = k / (-x + fraction);
    return density(x) / (-x + fraction);
  }
  const steps = 400;
  const width = -x / steps;
  let sum = 0;
  for (let k = 0; k <= steps; k++) {
    sum += (k === 0 || k === steps ? 1 : k % 2 ? 4 : 2) * density(x + k * width);
  }
  return 0.5 - (sum * width) / 3;
}

type Scalar = (x: Dual, setting: number) => Dual;
const scalar =
  (value: (x: number) => number, slope: (x: number) => number): Scalar =>
  (x) =>
    map(x, value, slope);

/** Conventions where there is no derivative are the ones that the page states. */
export const UNARY: Readonly<Record<string, Scalar>> = {
  sin: scalar(Math.sin, Math.cos),
  cos: scalar(Math.cos, (x) => -Math.sin(x)),
  exp: scalar(Math.exp, Math.exp),
  log: scalar(Math.log, (x) => 1 / x),
  sqrt: scalar(Math.sqrt, (x) => 1 / (2 * Math.sqrt(x))),
  square: (x) => multiply(x, x),
  reciprocal: (x) => divide(dual(1), x),
  negate,
  abs: scalar(Math.abs, (x) => Math.sign(x)),
  relu: scalar(
    (x) => (x > 0 ? x : x <= 0 ? 0 : x),
    (x) => (x > 0 ? 1 : 0),
  ),
  "leaky-relu": scalar(
    (x) => (x > 0 ? x : 0.01 * x),
    (x) => (x > 0 ? 1 : 0.01),
  ),
  elu: scalar(
    (x) => (x > 0 ? x : Math.expm1(x)),
    (x) => (x > 0 ? 1 : Math.exp(x)),
  ),
  softplus: scalar(softPlus, logistic),
  silu: scalar(
    (x) => x * logistic(x),
    (x) => logistic(x) + x * logistic(x) * logisticRest(x),
  ),
  gelu: scalar(
    (x) => x * distribution(x),
    (x) => distribution(x) + x * density(x),
  ),
  sigmoid: scalar(logistic, (x) => logistic(x) * logisticRest(x)),
  tanh: scalar(Math.tanh, (x) => 1 / Math.cosh(x) ** 2),
  power: (x, p) =>
    map(
      x,
      (v) => v ** p,
      (v) => (p === 0 ? 0 : p * v ** (p - 1)),
    ),
};

/** The greater of two, or the lesser: of equal ones each counts half. */
const choice =
  (sign: 1 | -1) =>
  (a: Dual, b: Dual): Dual => {
    if (Number.isNaN(a.v) || Number.isNaN(b.v))
      return dual(Number.NaN, a.d + b.d === 0 ? 0 : Number.NaN);
    if (a.v === b.v) return dual(a.v, (a.d + b.d) / 2);
    return sign * (a.v - b.v) > 0 ? a : b;
  };

export const BINARY: Readonly<Record<string, (a: Dual, b: Dual) => Dual>> = {
  add,
  subtract,
  multiply,
  divide,
  maximum: choice(1),
  minimum: choice(-1),
};

export const VECTOR: Readonly<
  Record<string, (a: readonly Dual[], b: readonly Dual[]) => readonly Dual[]>
> = {
  softmax: softMax,
  sum: (a) => [sumOf(a)],
  mean: (a) => [divide(sumOf(a), dual(a.length))],
  product: (a) => [a.slice(1).reduce(multiply, a[0] ?? dual(1))],
  "dot-product": (a, b) => [sumOf(a.map((x, unit) => multiply(x, b[unit] ?? dual(0))))],
  concatenate: (a, b) => [...a, ...b],
};

function softMax(a: readonly Dual[]): readonly Dual[] {
  const largest = Math.max(...a.map(({ v }) => v));
  const powers = a.map(({ v }) => Math.exp(v - largest));
  const total = powers.reduce((sum, each) => sum + each, 0);
  const p = powers.map((each) => each / total);
  const mean = a.reduce((sum, { d }, unit) => sum + scaled(d, p[unit] ?? 0), 0);
  return a.map(({ d }, unit) => {
    const own = p[unit] ?? 0;
    return dual(own, own * (d - mean));
  });
}

export const LOSS: Readonly<
  Record<string, (f: readonly Dual[], y: readonly Dual[], setting: number) => Dual>
> = {
  "squared-error": (f, y) => sumOf(pairs(f, y).map(([a, b]) => squareOf(subtract(a, b)))),
  "half-squared-error": (f, y) =>
    sumOf(
      pairs(f, y).map(([a, b]) =>
        map(
          subtract(a, b),
          (x) => 0.5 * x * x,
          (x) => x,
        ),
      ),
    ),
  "mean-squared-error": (f, y) =>
    divide(sumOf(pairs(f, y).map(([a, b]) => squareOf(subtract(a, b)))), dual(f.length)),
  "absolute-error": (f, y) =>
    sumOf(pairs(f, y).map(([a, b]) => map(subtract(a, b), Math.abs, (x) => Math.sign(x)))),
  huber: (f, y, delta) =>
    sumOf(
      pairs(f, y).map(([a, b]) =>
        map(
          subtract(a, b),
          (x) => (Math.abs(x) <= delta ? 0.5 * x * x : delta * (Math.abs(x) - 0.5 * delta)),
          (x) => Math.max(-delta, Math.min(delta, x)),
        ),
      ),
    ),
  "binary-cross-entropy-with-logits": (f, y) =>
    sumOf(
      pairs(f, y).map(([a, b]) => {
        const value = softPlus(a.v) - b.v * a.v;
        // sig[f] − y, without losing digits where they are nearly equal.
        const slope = (1 - b.v) * logistic(a.v) - b.v * logisticRest(a.v);
        return dual(value, scaled(a.d, slope) - scaled(b.d, a.v));
      }),
    ),
  "softmax-cross-entropy": (f, y) => {
    const largest = Math.max(...f.map(({ v }) => v));
    const powers = f.map(({ v }) => Math.exp(v - largest));
    const total = powers.reduce((sum, each) => sum + each, 0);
    const p = powers.map((each) => each / total);
    const allFinite = [largest, ...y.map(({ v }) => v)].every(Number.isFinite);
    let value = allFinite ? 0 : Number.NaN;
    let slope = 0;
    pairs(f, y).forEach(([a, b], unit) => {
      const negLog = Math.log(total) + (largest - a.v);
      value += b.v === 0 ? 0 : b.v * negLog;
      // p·Σy − y, without losing digits where they are nearly equal: Σp is 1.
      const own = p[unit] ?? 0;
      const local = y.reduce(
        (sum, { v }, each) => sum + (each === unit ? 0 : own * v - (p[each] ?? 0) * b.v),
        0,
      );
      slope += scaled(a.d, allFinite ? local : Number.NaN) + scaled(b.d, negLog);
    });
    return dual(value, slope);
  },
};

const squareOf = (a: Dual): Dual => multiply(a, a);
const pairs = (f: readonly Dual[], y: readonly Dual[]): (readonly [Dual, Dual])[] =>
  f.map((each, unit) => [each, y[unit] ?? dual(0)] as const);

/** Settings of ops that have none stated. */
export const SETTINGS: Readonly<Record<string, number>> = { huber: 1, power: 3 };

/** Vector ops with two ports; the others have one. */
export const TWO_PORTS: ReadonlySet<string> = new Set(["dot-product", "concatenate"]);

/** What kind an op is to this evaluator. */
export function kindOf(op: string): "leaf" | "linear" | "unary" | "binary" | "vector" | "loss" {
  if (op === "linear") return "linear";
  if (op in UNARY) return "unary";
  if (op in BINARY) return "binary";
  if (op in VECTOR) return "vector";
  return op in LOSS ? "loss" : "leaf";
}
