import { type Axis, type NodeIndex, type Read, topologyOf } from "@/graph";
import type { Subject } from "./axis";
import { FAINTEST_JOINT, jointsOf, SAME_PLACE } from "./joints";
import { type Propagation, propagatePieces } from "./piece-propagation";
import { combine, type Piecewise } from "./pieces";
import {
  localAt,
  piecesOfTerms,
  type ReadTerm,
  tangentOfTerms,
  termsOfRead,
  termValue,
} from "./reads";
import { firstNotFinite, type Samples, sampledValue, sampleForward } from "./sampler";
import { nodesOfRead, type Scope, scopeOf } from "./scope";
import type { CurveRequest, Stop, SweptCurve } from "./swept-curve";
import { findKinks, mergeSorted, switchesOf } from "./switches";
import { type Side, tangentsAt } from "./tangents";

const RESOLUTION = 256;
const BUDGET = 8e6;

/** What is read is weight · Σ over the rows + offset. */
interface Mean {
  readonly weight: number;
  readonly offset: number;
}

/** Σ ℓᵢ over the samples of these indices, with all numbers as they are; 0 where there is no loss. */
export function sumOfLosses(subject: Subject, rows: readonly number[]): number {
  const read: Read = { kind: "loss" };
  const scope = scopeOf(subject.graph, [], [read]);
  const samples = sampleForward(subject, scope, [], rows);
  const terms = termsOfRead(subject, read, null) ?? [];
  const { widths } = topologyOf(subject.graph);
  let sum = 0;
  for (let row = 0; row < rows.length; row++) {
    for (const term of terms) sum += termValue(samples, scope, widths, term, 0, row);
  }
  return sum;
}

/** One sweep over the rows that its reads are the mean of: the chosen sample, or all of L. */
export class Sweep {
  private readonly scope: Scope;
  private readonly widths: Int32Array;
  private readonly axis: Axis;
  private readonly range: readonly [number, number];
  private readonly now: Samples;
  private readonly propagations: readonly Propagation[];
  private readonly budget: number;
  private readonly resolution: number;
  private made: Grid | null = null;

  constructor(
    private readonly subject: Subject,
    request: CurveRequest,
    reads: readonly Read[],
    private readonly rows: readonly number[],
    private readonly present: number,
    private readonly mean: Mean = { weight: 1 / rows.length, offset: 0 },
  ) {
    const { axis, range, budget = BUDGET, resolution = RESOLUTION } = request;
    this.axis = axis;
    this.range = range;
    this.resolution = resolution;
    this.budget = budget;
    this.scope = scopeOf(subject.graph, [axis], reads);
    this.widths = topologyOf(subject.graph).widths;
    this.now = sampleForward(subject, this.scope, [{ axis, at: [present] }], rows);
    let left = budget / 8;
    this.propagations = rows.map((row, rowIndex) => {
      const made = propagatePieces(subject, this.scope, axis, range, this.now, row, left, rowIndex);
      left -= made.spent;
      return made;
    });
  }

  curveOf(read: Read): SweptCurve {
    const { subject, scope, axis } = this;
    const [lo, hi] = this.range;
    const terms = termsOfRead(subject, read, axis);
    const reached =
      nodesOfRead(subject.graph, read).some((node) => scope.reached[node] === 1) ||
      (terms?.some(({ isAxis }) => isAxis) ?? false);
    const present = this.tangentOf(read, terms, this.present, "stated");
    const exact = terms ? this.exactOf(terms) : undefined;
    if (exact === undefined) return this.smoothCurve(read, terms, reached, present);
    const { joints, slopes, values } = jointsOf(exact, lo, hi);
    const points = [lo, ...joints, hi];
    return {
      ...{ read, kind: "straight", reached, points, values, joints, slopes },
      ...{ sides: [], present, stops: [] },
    };
  }

  /** The exact pieces of a sum of values; undefined where one of them is not made of pieces, in one of the rows. */
  private exactOf(terms: readonly ReadTerm[]): Piecewise | undefined {
    const { range, scope, widths, now } = this;
    const [lo, hi] = range;
    const rows: Piecewise[] = [];
    for (const [rowIndex, { pieces }] of this.propagations.entries()) {
      const row = piecesOfTerms(terms, scope, pieces, now, rowIndex, widths, range);
      if (row === undefined) return undefined;
      rows.push(row);
    }
    const { weight, offset } = this.mean;
    if (rows.length === 1 && weight === 1 && offset === 0) return rows[0];
    return combine(offset, new Array<number>(rows.length).fill(weight), rows, lo, hi);
  }

  private smoothCurve(
    read: Read,
    terms: readonly ReadTerm[] | null,
    reached: boolean,
    present: { readonly value: number; readonly slope: number },
  ): SweptCurve {
    const grid = this.grid();
    const values = grid.points.map((_, point) => this.valueAt(read, terms, grid, point));
    const stops = this.stopsOf(read, terms, grid.points, values);
    const found = terms ? this.jointsOf(read, terms, grid, values) : null;
    return {
      ...{ read, kind: found ? "smooth" : "sampled", reached, points: grid.points, values },
      joints: found?.joints ?? [],
      slopes: [],
      sides: found?.sides ?? [],
      ...{ present, stops },
    };
  }

  /** The points at which what is not straight is computed: evenly spread, and every kink. */
  private grid(): Grid {
    this.made ??= this.makeGrid();
    return this.made;
  }

  private makeGrid(): Grid {
    const { subject, scope, axis, rows, resolution, range } = this;
    const [lo, hi] = range;
    const even = Array.from(
      { length: resolution + 1 },
      (_, step) => lo + ((hi - lo) * step) / resolution,
    );
    // Where the budget was used up no joints are told: thousands of breaks that are known would only be passed through, which
    // takes many times as long as all that is told then.
    if (!this.propagations.every(({ complete }) => complete)) {
      const samples = sampleForward(subject, scope, [{ axis, at: even }], rows);
      return { points: even, candidates: [], complete: false, samples };
    }
    const knots = this.propagations.flatMap(({ pieces }) => this.knotsBehind(pieces));
    const from = mergeSorted(even, knots);
    // What is straight in one row is straight in each.
    const known = this.propagations[this.propagations.length - 1]?.pieces ?? new Map();
    const search = findKinks(
      subject,
      scope,
      axis,
      from,
      rows,
      switchesOf(subject, scope, known),
      this.budget / 8,
    );
    const candidates = mergeSorted(knots, search.kinks).filter((t) => t > lo && t < hi);
    const points = mergeSorted(from, search.kinks);
    return {
      points,
      candidates,
      complete: search.complete,
      samples: sampleForward(subject, scope, [{ axis, at: points }], rows),
    };
  }

  /** Breaks of straight nodes that feed others. */
  private knotsBehind(pieces: Propagation["pieces"]): number[] {
    const knots = new Set<number>();
    for (const [, units] of pieces) {
      for (const unit of units) {
        if (typeof unit === "number") continue;
        for (let knot = 1; knot < unit.slopes.length; knot++) knots.add(unit.knots[knot] as number);
      }
    }
    return [...knots];
  }

  private valueAt(
    read: Read,
    terms: readonly ReadTerm[] | null,
    { points, samples }: Grid,
    point: number,
  ): number {
    const { scope, widths, rows } = this;
    const numberAt = (node: NodeIndex, unit: number, rowIndex: number) =>
      sampledValue(samples, scope, node, widths[node] as number, unit, point, rowIndex);
    if (terms === null) {
      return read.kind === "local"
        ? localAt(this.subject, read, (node, unit) => numberAt(node, unit, 0))
        : Number.NaN;
    }
    let sum = 0;
    for (let rowIndex = 0; rowIndex < rows.length; rowIndex++) {
      for (const term of terms) {
        const factor = term.isAxis ? (points[point] as number) : term.factor;
        sum += factor * termValue(samples, scope, widths, term, point, rowIndex);
      }
    }
    return this.mean.weight * sum + this.mean.offset;
  }

  /** Value and derivative at t, the mean over the rows. The slope of a local derivative is not known. */
  private tangentOf(
    read: Read,
    terms: readonly ReadTerm[] | null,
    t: number,
    side: Side,
  ): { readonly value: number; readonly slope: number } {
    let value = 0;
    let slope = 0;
    for (const [rowIndex, sample] of this.rows.entries()) {
      const found = tangentsAt(
        {
          ...{ subject: this.subject, scope: this.scope, axis: this.axis, sample },
          ...{ range: this.range, present: this.now, rowIndex },
          pieces: this.propagations[rowIndex]?.pieces ?? new Map(),
        },
        t,
        side,
      );
      if (terms === null) {
        if (read.kind !== "local") break;
        const of = (node: NodeIndex, unit: number) => found.get(node)?.values[unit] ?? Number.NaN;
        return { value: localAt(this.subject, read, of), slope: Number.NaN };
      }
      const row = tangentOfTerms(terms, found, t);
      value += row.value;
      slope += row.slope;
    }
    const { weight, offset } = this.mean;
    return { value: weight * value + offset, slope: weight * slope };
  }

  /** Which candidates are joints of this curve; null where there may be more than are told. */
  private jointsOf(
    read: Read,
    terms: readonly ReadTerm[],
    { points, candidates, complete }: Grid,
    values: readonly number[],
  ): Pick<SweptCurve, "joints" | "sides"> | null {
    const work = candidates.length * this.rows.length * this.scope.order.length;
    if (!complete || work > this.budget / 8) return null;
    const [lo, hi] = this.range;
    const near = SAME_PLACE * (hi - lo);
    let largest = 0;
    for (let point = 1; point < points.length; point++) {
      const rise = (values[point] as number) - (values[point - 1] as number);
      const run = (points[point] as number) - (points[point - 1] as number);
      // Between points that all but coincide, a difference is rounding.
      if (run > near * 1e3 && Number.isFinite(rise))
        largest = Math.max(largest, Math.abs(rise / run));
    }
    const inner = candidates.filter((t) => t - lo > near && hi - t > near);
    const found: { t: number; left: number; right: number }[] = [];
    for (const t of inner) {
      const right = this.tangentOf(read, terms, t, "right").slope;
      const last = found[found.length - 1];
      if (last && t - last.t <= near) last.right = right;
      else found.push({ t, left: this.tangentOf(read, terms, t, "left").slope, right });
    }
    for (const { left, right } of found) {
      if (Number.isFinite(left) && Number.isFinite(right)) {
        largest = Math.max(largest, Math.abs(left), Math.abs(right));
      }
    }
    const kept = found.filter(
      ({ left, right }) => !(Math.abs(right - left) <= FAINTEST_JOINT * largest),
    );
    return {
      joints: kept.map(({ t }) => t),
      sides: kept.map(({ left, right }) => [left, right] as const),
    };
  }

  /** Where a curve begins or ceases to be finite, to the last digits of the range. */
  private stopsOf(
    read: Read,
    terms: readonly ReadTerm[] | null,
    points: readonly number[],
    values: readonly number[],
  ): readonly Stop[] {
    const stops: Stop[] = [];
    for (let point = 1; point < points.length && stops.length < 8; point++) {
      const before = Number.isFinite(values[point - 1]);
      const after = Number.isFinite(values[point]);
      if (before === after) continue;
      let good = points[before ? point - 1 : point] as number;
      let bad = points[before ? point : point - 1] as number;
      for (let step = 0; step < 40; step++) {
        const t = (good + bad) / 2;
        if (Number.isFinite(this.tangentOf(read, terms, t, "stated").value)) good = t;
        else bad = t;
      }
      const node = this.firstNotFinite(bad);
      if (node) stops.push({ at: good, node, finite: before ? "below" : "above" });
    }
    return stops;
  }

  private firstNotFinite(t: number): string | null {
    const { subject, scope, axis, rows } = this;
    return firstNotFinite(subject, scope, sampleForward(subject, scope, [{ axis, at: [t] }], rows));
  }
}

/** What a sweep computes point by point. */
interface Grid {
  readonly points: readonly number[];
  /** Where there may be joints. */
  readonly candidates: readonly number[];
  readonly complete: boolean;
  readonly samples: Samples;
}
