import type { DataTable } from "@/data";
import type { Flow, UnitState } from "@/engine";
import type { HealthThresholds, NodeId } from "@/graph";
import type { NaiveGraph } from "./naive-graph.test-support";
import { kindOf } from "./naive-ops.test-support";
import type { NaiveRun } from "./naive-run.test-support";

/**
 * What is true of a graph at a row, found from the second evaluator's numbers and, of the words that describe an op,
 * from the shape of its curve: by moving the input and looking, not by what the op says of itself.
 */
export class Facts {
  readonly run: NaiveRun;
  readonly training: readonly NaiveRun[];

  constructor(
    readonly graph: NaiveGraph,
    readonly runs: readonly NaiveRun[],
    row: number,
    readonly thresholds: HealthThresholds,
  ) {
    this.run = runs[row] as NaiveRun;
    this.training = runs.slice(0, trainingRows(graph.document.data));
  }

  kind(id: NodeId) {
    return kindOf(this.graph.byId.get(id)?.op ?? "");
  }

  isTrainable(id: NodeId): boolean {
    return this.graph.byId.get(id)?.op === "parameter";
  }

  /** The largest |derivative| over units, NaN if one is NaN. */
  size(id: NodeId): number {
    return largest(this.run.derivative(id));
  }

  carried(wire: number): number {
    return largest(this.run.contributions[wire] ?? []);
  }

  /** So far apart may two ways of adding up the derivative of a node be. */
  slack(id: NodeId): number {
    return 1e-9 * largest((this.run.masses.get(id) ?? []).filter(Number.isFinite));
  }

  /** What the shares are measured from: what the losses compare, or a chosen output that is no loss. */
  predictions(): NodeId[] {
    const { output } = this.graph.document.graph;
    if (output !== null && this.kind(output) !== "loss") return [...this.graph.objective];
    const found = this.graph.objective.flatMap((loss) => {
      const [f = "", y = ""] = (this.graph.into.get(loss) ?? []).map((wire) =>
        this.graph.sourceOf(wire),
      );
      return this.kind(y) === "leaf" ? [f] : [f, y];
    });
    return [...new Set(found)];
  }

  entry(): number {
    return largest(this.predictions().map((id) => this.size(id)));
  }

  /** Whether a path of factors that are all other than 0 leads from a unit of a node to what is differentiated. */
  isConnected(id: NodeId): boolean {
    return this.connected(id).some((unit) => unit);
  }

  private connected(id: NodeId): readonly boolean[] {
    const known = this.connections.get(id);
    if (known) return known;
    const units = this.run.value(id).map(() => this.graph.objective.includes(id));
    for (const wire of this.graph.carrying(id)) {
      const behind = this.connected(this.graph.targetOf(wire));
      this.run.locals[wire]?.forEach((locals, targetUnit) => {
        if (!behind[targetUnit]) return;
        locals.forEach((local, unit) => {
          if (local !== 0) units[unit] = true;
        });
      });
    }
    this.connections.set(id, units);
    return units;
  }
  /** Does nothing arrive because, wherever something arrives behind, the factor there is exactly 0? */
  isBlocked(id: NodeId): boolean {
    if (!this.isConnected(id)) return true;
    return this.graph.carrying(id).every((wire) => {
      const upstream = this.run.derivative(this.graph.targetOf(wire));
      const locals = this.run.locals[wire] ?? [];
      const isZero = locals.every(
        (row, unit) => upstream[unit] === 0 || row.every((local) => local === 0),
      );
      const isBehind = upstream.every((each) => each === 0);
      return isZero && (!isBehind || this.isBlocked(this.graph.targetOf(wire)));
    });
  }
  private readonly connections = new Map<NodeId, readonly boolean[]>();

  /** What a unit of a node does to what passes it. */
  state(id: NodeId, unit: number): UnitState {
    const kind = this.kind(id);
    const value = this.run.value(id)[kind === "loss" ? 0 : unit] ?? Number.NaN;
    if (!Number.isFinite(value)) return "not-finite";
    if (kind === "linear" || kind === "vector") return "active";
    if (kind === "loss") return this.lossIsBent(id) ? "kink" : "active";
    const inputs = this.inputsAt(id, unit);
    if (!inputs.every(Number.isFinite)) return "not-finite";
    const slopes = this.slopesAt(id, unit);
    const isBent = this.isBent(id, unit, inputs);
    if (this.isClippedEverywhere(id, unit) && inputs[0] !== undefined && inputs[0] <= 0)
      return "dead";
    if (!slopes.every(Number.isFinite)) return "not-finite";
    if (isBent) return "kink";
    if (this.graph.byId.get(id)?.op === "relu" && (inputs[0] ?? 0) < 0) return "inactive";
    if (kind === "unary" && this.isOnTail(id, inputs[0] ?? 0)) {
      return Math.abs(slopes[0] ?? 0) < 0.05 * this.steepest(id) ? "saturated" : "active";
    }
    return slopes.every((slope) => Math.abs(slope) <= 1e-3) ? "flat" : "active";
  }

  /** All units of a node, each word with how many bear it; empty where nothing passes through. */
  states(id: NodeId): ReadonlyMap<UnitState, number> {
    const counts = new Map<UnitState, number>();
    if (this.kind(id) === "leaf" || !this.graph.isComplete(id)) return counts;
    this.run.value(id).forEach((_, unit) => {
      const state = this.state(id, unit);
      counts.set(state, (counts.get(state) ?? 0) + 1);
    });
    return counts;
  }

  inputsAt(id: NodeId, unit: number): number[] {
    return this.run.inputsOf(id).map((row) => row[row.length === 1 ? 0 : unit] ?? Number.NaN);
  }

  /** The local derivatives of one unit by each port. */
  slopesAt(id: NodeId, unit: number): number[] {
    return (this.graph.into.get(id) ?? []).map((wire) => {
      const row = this.run.locals[wire]?.[unit] ?? [];
      return row[row.length === 1 ? 0 : unit] ?? Number.NaN;
    });
  }

  /** Do the slopes to the left and to the right of a point differ, or grow beyond all bounds? */
  private isBent(id: NodeId, unit: number, inputs: readonly number[]): boolean {
    const kind = this.kind(id);
    // Bends lie where an input is 0, or where two are equal: elsewhere every op is smooth.
    const [a = 0, b] = inputs;
    const isCorner = kind === "unary" ? a === 0 : a === b;
    if (!isCorner) return false;
    const at = (x: number) => {
      const moved = inputs.map((input, port) => [port === 0 ? x : input]);
      return this.run.valueFor(id, moved)[0] ?? Number.NaN;
    };
    void unit;
    return bends(at, a);
  }

  private lossIsBent(id: NodeId): boolean {
    const [f = [], y = []] = this.run.inputsOf(id);
    return f.some((value, unit) => {
      // Of one unit alone: beside a large error of another, no difference could be seen.
      if (value !== y[unit]) return false;
      // Far from 0, no number lies near enough to see it: of a difference, it is the same at 0.
      const place = Math.abs(value) > 1e3 ? 0 : value;
      const at = (x: number) => this.run.valueFor(id, [[x], [place]])[0] ?? 0;
      return bends(at, place);
    });
  }

  /** Is the input of a ReLU at most 0 in each of several training rows? */
  isClippedEverywhere(id: NodeId, unit: number): boolean {
    if (this.graph.byId.get(id)?.op !== "relu" || this.training.length < 2) return false;
    return this.training.every((run) => {
      const [row = []] = run.inputsOf(id);
      return (row[row.length === 1 ? 0 : unit] ?? Number.NaN) <= 0;
    });
  }

  /** Does the curve of an op, from here outwards, only ever get flatter, up to a slope of 0? */
  isOnTail(id: NodeId, x: number): boolean {
    if (!TAILED.has(this.graph.byId.get(id)?.op ?? "") || x === 0) return false;
    const slope = (at: number) => this.slopeOf(id, at);
    const sign = Math.sign(x);
    if (slope(x + sign * 60) > 1e-9) return false;
    const steps = [0, 0.01, 0.3, 1, 2, 4, 8].map((step) => slope(x + sign * step));
    return steps.every((each, index) => index === 0 || each <= (steps[index - 1] ?? 0) + 1e-9);
  }

  private steepest(id: NodeId): number {
    let most = 0;
    for (let x = -8; x <= 8; x += 0.125) most = Math.max(most, this.slopeOf(id, x));
    return most;
  }

  /** |slope| at a place, by differences. */
  private slopeOf(id: NodeId, x: number): number {
    const step = 1e-5 * Math.max(1, Math.abs(x));
    const [above = 0] = this.run.valueFor(id, [[x + step]]);
    const [below = 0] = this.run.valueFor(id, [[x - step]]);
    return Math.abs(above - below) / (2 * step);
  }

  /** Does the slope of an element-wise op grow beyond all bounds where one of its units stands? */
  slopeIsInfinite(id: NodeId): boolean {
    return this.run.value(id).some((_, unit) => {
      const [x = Number.NaN] = this.inputsAt(id, unit);
      const slope = (step: number) =>
        Math.abs(
          ((this.run.valueFor(id, [[x + step]])[0] ?? 0) - (this.run.valueFor(id, [[x]])[0] ?? 0)) /
            step,
        );
      return this.kind(id) === "unary" && x === 0 && slope(1e-12) > 10 * slope(1e-6);
    });
  }

  /** Does an op grow beyond all bounds towards these inputs, finite as they are? */
  isPole(id: NodeId, inputs: readonly number[]): boolean {
    const last = inputs.length - 1;
    if (!["unary", "binary"].includes(this.kind(id)) || inputs[last] !== 0) return false;
    const near = (step: number) =>
      Math.abs(
        this.run.valueFor(
          id,
          inputs.map((input, port) => [port === last ? step : input]),
        )[0] ?? 0,
      );
    return near(1e-30) > near(1e-3) && near(1e-3) > 0;
  }

  /** The word of how much arrives at a quantity, as far as its size decides. */
  wordBySize(share: number): Flow {
    if (share >= this.thresholds.exploding) return "exploding";
    return share <= this.thresholds.vanishing ? "vanishing" : "flowing";
  }
}

/** Ops whose curve has a flat tail. */
const TAILED: ReadonlySet<string> = new Set(["sigmoid", "tanh", "elu", "softplus", "silu", "gelu"]);

function bends(at: (x: number) => number, x: number): boolean {
  const here = at(x);
  const quotients = [1e-5, 1e-9].flatMap((step) => {
    const by = step * Math.max(1, Math.abs(x));
    return [(here - at(x - by)) / by, (at(x + by) - here) / by];
  });
  const [left = 0, right = 0, nearLeft = 0, nearRight = 0] = quotients;
  if (!Number.isFinite(here)) return false;
  const grows = (far: number, near: number) =>
    Math.abs(near) > 20 * Math.abs(far) && Math.abs(near) > 10;
  if (grows(left, nearLeft) || grows(right, nearRight)) return true;
  // Of a smooth curve, the two come nearer to each other.
  const far = Math.abs(left - right);
  const near = Math.abs(nearLeft - nearRight);
  return near > 1e-3 && near > far / 2;
}

export function trainingRows({ rows, validation }: DataTable): number {
  return rows - validation;
}

/** The largest |number|, NaN if one is NaN; 0 for none. */
export function largest(numbers: readonly number[]): number {
  let most = 0;
  for (const number of numbers) {
    if (Number.isNaN(number)) return Number.NaN;
    most = Math.max(most, Math.abs(number));
  }
  return most;
}
