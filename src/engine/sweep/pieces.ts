import type { LinearParts } from "@/ops";

/**
 * A continuous function of t on [lo, hi] that is linear between its knots. Slopes are carried beside the values: a
 * difference of values would lose the digits of a short piece.
 */
export interface Pieces {
  /** lo, breaks in ascending order, hi: n + 1 numbers. Units of one node may share the array. */
  readonly knots: readonly number[];
  /** At the knots. */
  readonly values: readonly number[];
  /** n of them. */
  readonly slopes: readonly number[];
  /** What the slopes were summed from, in absolute numbers: what rounding can do to them is in units of it. */
  readonly scale: number;
}

/** A function that does not depend on t is its number. */
export type Piecewise = number | Pieces;

/** t ↦ value + slope · (t − lo). */
export function line(lo: number, hi: number, value: number, slope: number): Pieces {
  return {
    knots: [lo, hi],
    values: [value, value + slope * (hi - lo)],
    slopes: [slope],
    scale: Math.abs(slope),
  };
}

/** The breaks of several functions in one ascending list, each with its function and its change of slope. */
interface Breaks {
  readonly at: readonly number[];
  readonly source: readonly number[];
  readonly change: readonly number[];
}

function breaksOf(inputs: readonly Piecewise[]): Breaks {
  const at: number[] = [];
  const source: number[] = [];
  const change: number[] = [];
  let contributors = 0;
  inputs.forEach((input, index) => {
    if (typeof input === "number" || input.slopes.length < 2) return;
    contributors++;
    for (let knot = 1; knot < input.slopes.length; knot++) {
      at.push(input.knots[knot] as number);
      source.push(index);
      change.push((input.slopes[knot] as number) - (input.slopes[knot - 1] as number));
    }
  });
  if (contributors < 2) return { at, source, change };
  const order = Array.from(at, (_, index) => index).sort(
    (a, b) => (at[a] as number) - (at[b] as number),
  );
  const pick = (numbers: readonly number[]) => order.map((index) => numbers[index] as number);
  return { at: pick(at), source: pick(source), change: pick(change) };
}

/**
 * Σₖ factors[u][k] · inputs[k] + constants[u] for each unit u: the breaks are sorted once for all units, which share one
 * array of knots.
 */
export function combineUnits(
  constants: readonly number[],
  factors: readonly (readonly number[])[],
  inputs: readonly Piecewise[],
  lo: number,
  hi: number,
): Piecewise[] {
  const breaks = breaksOf(inputs);
  const knots: number[] = [lo];
  for (const t of breaks.at) if (t !== knots[knots.length - 1]) knots.push(t);
  knots.push(hi);
  return constants.map((constant, unit) =>
    combineUnit(constant, factors[unit] ?? [], inputs, breaks, knots),
  );
}

function combineUnit(
  constant: number,
  factors: readonly number[],
  inputs: readonly Piecewise[],
  breaks: Breaks,
  knots: readonly number[],
): Piecewise {
  let value = constant;
  let slope = 0;
  let scale = 0;
  let moves = false;
  for (let k = 0; k < inputs.length; k++) {
    const input = inputs[k] as Piecewise;
    const factor = factors[k] as number;
    if (typeof input === "number") {
      value += factor * input;
      continue;
    }
    moves = true;
    value += factor * (input.values[0] as number);
    slope += factor * (input.slopes[0] as number);
    scale += Math.abs(factor) * input.scale;
  }
  if (!moves) return value;
  const values: number[] = [value];
  const slopes: number[] = [];
  let next = 0;
  for (let knot = 1; knot < knots.length; knot++) {
    const t = knots[knot] as number;
    value += slope * (t - (knots[knot - 1] as number));
    values.push(value);
    slopes.push(slope);
    while (next < breaks.at.length && (breaks.at[next] as number) === t) {
      slope += (factors[breaks.source[next] as number] as number) * (breaks.change[next] as number);
      next++;
    }
  }
  return { knots, values, slopes, scale };
}

/** Σₖ factors[k] · inputs[k] + constant. */
export function combine(
  constant: number,
  factors: readonly number[],
  inputs: readonly Piecewise[],
  lo: number,
  hi: number,
): Piecewise {
  return combineUnits([constant], [factors], inputs, lo, hi)[0] as Piecewise;
}

/** Where a piece from v0 to v1 passes `level`: measured from the nearer end, which keeps more digits. */
function crossing(
  level: number,
  t0: number,
  t1: number,
  v0: number,
  v1: number,
  slope: number,
): number {
  const fromLeft = Math.abs(level - v0) <= Math.abs(level - v1);
  const t = fromLeft ? t0 + (level - v0) / slope : t1 + (level - v1) / slope;
  return Math.min(t1, Math.max(t0, t));
}

/** Collects knots from left to right, and leaves out those at which nothing changes. */
class PiecesBuilder {
  readonly knots: number[];
  readonly values: number[];
  readonly slopes: number[] = [];

  constructor(lo: number, value: number) {
    this.knots = [lo];
    this.values = [value];
  }

  add(t: number, value: number, slope: number): void {
    const last = this.knots.length - 1;
    if (t === this.knots[last]) return;
    if (last > 0 && slope === this.slopes[last - 1]) {
      this.knots[last] = t;
      this.values[last] = value;
      return;
    }
    this.knots.push(t);
    this.values.push(value);
    this.slopes.push(slope);
  }

  build(scale: number): Pieces {
    return { knots: this.knots, values: this.values, slopes: this.slopes, scale };
  }
}

/** op[input], of an op that is linear between breaks. */
export function applyParts(
  input: Piecewise,
  parts: LinearParts,
  value: (x: number) => number,
): Piecewise {
  if (typeof input === "number") return value(input);
  const { breaks, slopes } = parts;
  const out = new PiecesBuilder(input.knots[0] as number, value(input.values[0] as number));
  const slopeAround = (x: number) => {
    let part = 0;
    while (part < breaks.length && x > (breaks[part] as number)) part++;
    return slopes[part] as number;
  };
  for (let piece = 0; piece < input.slopes.length; piece++) {
    const t0 = input.knots[piece] as number;
    const t1 = input.knots[piece + 1] as number;
    const v0 = input.values[piece] as number;
    const v1 = input.values[piece + 1] as number;
    const slope = input.slopes[piece] as number;
    let from = v0;
    for (let at = 0; at < breaks.length; at++) {
      const level = breaks[v0 < v1 ? at : breaks.length - 1 - at] as number;
      if (!((v0 < level && level < v1) || (v1 < level && level < v0))) continue;
      const t = crossing(level, t0, t1, v0, v1, slope);
      out.add(t, value(level), slopeAround((from + level) / 2) * slope);
      from = level;
    }
    out.add(t1, value(v1), slopeAround((from + v1) / 2) * slope);
  }
  return out.build(input.scale * Math.max(...slopes.map(Math.abs)));
}

/** The greater (sign 1) or the lesser (−1) of two functions. */
export function choose(
  a: Piecewise,
  b: Piecewise,
  sign: 1 | -1,
  lo: number,
  hi: number,
): Piecewise {
  if (typeof a === "number" && typeof b === "number")
    return sign > 0 ? Math.max(a, b) : Math.min(a, b);
  const p = typeof a === "number" ? line(lo, hi, a, 0) : a;
  const q = typeof b === "number" ? line(lo, hi, b, 0) : b;
  const first = sign * ((p.values[0] as number) - (q.values[0] as number)) >= 0 ? p : q;
  const out = new PiecesBuilder(lo, first.values[0] as number);
  let i = 0;
  let j = 0;
  let t0 = lo;
  let va = p.values[0] as number;
  let vb = q.values[0] as number;
  while (i < p.slopes.length && j < q.slopes.length) {
    const endA = p.knots[i + 1] as number;
    const endB = q.knots[j + 1] as number;
    const t1 = Math.min(endA, endB);
    const sa = p.slopes[i] as number;
    const sb = q.slopes[j] as number;
    // At a knot of its own each function has a value that was computed there.
    const nextA = endA === t1 ? (p.values[i + 1] as number) : valueIn(p, i, t1);
    const nextB = endB === t1 ? (q.values[j + 1] as number) : valueIn(q, j, t1);
    const d0 = sign * (va - vb);
    const d1 = sign * (nextA - nextB);
    if ((d0 < 0 && d1 > 0) || (d0 > 0 && d1 < 0)) {
      const t = crossing(0, t0, t1, d0, d1, sign * (sa - sb));
      out.add(t, va + sa * (t - t0), d0 > 0 ? sa : sb);
      out.add(t1, d1 > 0 ? nextA : nextB, d1 > 0 ? sa : sb);
    } else {
      const takesA = d0 + d1 >= 0;
      out.add(t1, takesA ? nextA : nextB, takesA ? sa : sb);
    }
    if (endA === t1) i++;
    if (endB === t1) j++;
    t0 = t1;
    va = nextA;
    vb = nextB;
  }
  return out.build(Math.max(p.scale, q.scale));
}

function valueIn(pieces: Pieces, piece: number, t: number): number {
  return (
    (pieces.values[piece] as number) +
    (pieces.slopes[piece] as number) * (t - (pieces.knots[piece] as number))
  );
}

/** Value at t, and the slopes on both sides of it. */
export interface Sides {
  readonly value: number;
  readonly left: number;
  readonly right: number;
}

/** Reads a function at t ∈ [lo, hi]. At the ends both slopes are the inner one. */
export function readAt(pieces: Piecewise, t: number): Sides {
  if (typeof pieces === "number") return { value: pieces, left: 0, right: 0 };
  const { knots, values, slopes } = pieces;
  let low = 0;
  let high = slopes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((knots[middle] as number) <= t) low = middle;
    else high = middle - 1;
  }
  const right = slopes[low] as number;
  const atKnot = low > 0 && knots[low] === t;
  return {
    value: atKnot ? (values[low] as number) : valueIn(pieces, low, t),
    left: atKnot ? (slopes[low - 1] as number) : right,
    right,
  };
}
