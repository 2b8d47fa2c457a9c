/**
 * A second evaluator, to hold the page against: number by number, from each op's textbook formula, with local
 * derivatives by dual numbers. It shares no line with `ops/` and `engine/`. Slow, and for small graphs.
 */

import type { BackflowDocument, GraphNode, NodeId } from "@/graph";

/** a + b·ε with ε² = 0: a value, and its derivative by the one number that was given b = 1. */
interface Dual {
  readonly v: number;
  readonly d: number;
}

const dual = (v: number, d = 0): Dual => ({ v, d });
/** What does not depend on the seed stays so, also beside infinite numbers. */
const scaled = (d: number, factor: number): number => (d === 0 ? 0 : d * factor);

const add = (a: Dual, b: Dual): Dual => dual(a.v + b.v, a.d + b.d);
const negate = (a: Dual): Dual => dual(-a.v, a.d === 0 ? 0 : -a.d);
const subtract = (a: Dual, b: Dual): Dual => dual(a.v - b.v, a.d === b.d ? 0 : a.d - b.d);
const multiply = (a: Dual, b: Dual): Dual => dual(a.v * b.v, scaled(a.d, b.v) + scaled(b.d, a.v));
const divide = (a: Dual, b: Dual): Dual =>
  dual(a.v / b.v, scaled(a.d, 1 / b.v) - scaled(b.d, a.v / b.v / b.v));
const map = (a: Dual, value: (x: number) => number, slope: (x: number) => number): Dual =>
  dual(value(a.v), scaled(a.d, a.d === 0 ? 0 : slope(a.v)));
const sumOf = (terms: readonly Dual[]): Dual => terms.reduce(add, dual(0));

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
const UNARY: Readonly<Record<string, Scalar>> = {
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

const BINARY: Readonly<Record<string, (a: Dual, b: Dual) => Dual>> = {
  add,
  subtract,
  multiply,
  divide,
  maximum: choice(1),
  minimum: choice(-1),
};

const VECTOR: Readonly<
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

const LOSS: Readonly<
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
const SETTINGS: Readonly<Record<string, number>> = { huber: 1, power: 3 };

/** What kind an op is to this evaluator. */
export function kindOf(op: string): "leaf" | "linear" | "unary" | "binary" | "vector" | "loss" {
  if (op === "linear") return "linear";
  if (op in UNARY) return "unary";
  if (op in BINARY) return "binary";
  if (op in VECTOR) return "vector";
  return op in LOSS ? "loss" : "leaf";
}

/** A graph with its rows, and ports by node. */
export class NaiveGraph {
  readonly nodes: readonly GraphNode[];
  readonly byId: ReadonlyMap<NodeId, GraphNode>;
  /** By node: the wire into each port, as an index; −1 where there is none. */
  readonly into = new Map<NodeId, number[]>();
  readonly outOf = new Map<NodeId, number[]>();
  /** Complete nodes, each after what it is computed from. */
  readonly order: readonly NodeId[];
  /** What is differentiated. */
  readonly objective: readonly NodeId[];

  constructor(readonly document: Pick<BackflowDocument, "graph" | "numbers" | "data">) {
    const { graph } = document;
    this.nodes = graph.nodes;
    this.byId = new Map(graph.nodes.map((node) => [node.id, node]));
    for (const { id, op } of graph.nodes) {
      const own = graph.wires.flatMap(({ target }, wire) => (target === id ? [wire] : []));
      const kind = kindOf(op);
      const isSingle = kind === "unary" || (kind === "vector" && !TWO_PORTS.has(op));
      const ports = kind === "leaf" ? 0 : kind === "linear" ? own.length : isSingle ? 1 : 2;
      const byPort = Array.from(
        { length: ports },
        (_, port) => own.find((wire) => graph.wires[wire]?.port === port) ?? -1,
      );
      this.into.set(id, byPort);
      this.outOf.set(
        id,
        graph.wires.flatMap(({ source }, wire) => (source === id ? [wire] : [])),
      );
    }
    this.order = this.findOrder();
    this.objective = this.findObjective();
  }

  sourceOf(wire: number): NodeId {
    return this.document.graph.wires[wire]?.source ?? "";
  }

  targetOf(wire: number): NodeId {
    return this.document.graph.wires[wire]?.target ?? "";
  }

  isComplete(id: NodeId): boolean {
    return this.order.includes(id);
  }

  settingOf(id: NodeId): number {
    const own = this.document.numbers.get(id);
    return own?.kind === "setting" ? own.value : (SETTINGS[this.byId.get(id)?.op ?? ""] ?? 0);
  }

  /** Wires out of a node into complete nodes from which a path leads to the objective. */
  carrying(id: NodeId): number[] {
    return (this.outOf.get(id) ?? []).filter((wire) => this.reaches(this.targetOf(wire)));
  }

  reaches(id: NodeId): boolean {
    return this.reaching.has(id);
  }

  private get reaching(): ReadonlySet<NodeId> {
    this.found ??= this.findReaching();
    return this.found;
  }
  private found: ReadonlySet<NodeId> | null = null;

  private findReaching(): ReadonlySet<NodeId> {
    const reaching = new Set(this.objective);
    for (const id of this.order.toReversed()) {
      if ((this.outOf.get(id) ?? []).some((wire) => reaching.has(this.targetOf(wire))))
        reaching.add(id);
    }
    return reaching;
  }

  private findOrder(): NodeId[] {
    const order: NodeId[] = [];
    const open = new Set(this.nodes.map(({ id }) => id));
    for (let before = -1; before !== order.length; ) {
      before = order.length;
      for (const id of open) {
        const wires = this.into.get(id) ?? [];
        if (!wires.every((wire) => wire >= 0 && order.includes(this.sourceOf(wire)))) continue;
        order.push(id);
        open.delete(id);
      }
    }
    return order;
  }

  private findObjective(): NodeId[] {
    const { output } = this.document.graph;
    const complete = new Set(this.order);
    if (output !== null) return complete.has(output) ? [output] : [];
    const feedsLoss = new Set<NodeId>();
    for (const id of this.order.toReversed()) {
      const targets = (this.outOf.get(id) ?? [])
        .map((wire) => this.targetOf(wire))
        .filter((target) => complete.has(target));
      const isFeeding = targets.some(
        (target) => feedsLoss.has(target) || kindOf(this.byId.get(target)?.op ?? "") === "loss",
      );
      if (isFeeding) feedsLoss.add(id);
    }
    return this.nodes
      .filter(({ id, op }) => complete.has(id) && kindOf(op) === "loss" && !feedsLoss.has(id))
      .map(({ id }) => id);
  }
}

const TWO_PORTS: ReadonlySet<string> = new Set(["dot-product", "concatenate"]);

/** Both passes of one row. */
export class NaiveRun {
  readonly values = new Map<NodeId, number[]>();
  readonly derivatives = new Map<NodeId, number[]>();
  /** By node: Σ |local × upstream| over all ways, unit by unit: what a rounding error is a part of. */
  readonly masses = new Map<NodeId, number[]>();
  /** By wire: ∂(unit of the target)/∂(unit of the source). */
  readonly locals: number[][][];
  readonly contributions: number[][];

  constructor(
    readonly graph: NaiveGraph,
    readonly row: number,
  ) {
    for (const id of graph.order) {
      this.values.set(
        id,
        this.compute(id, (source) => this.dualsOf(source)).map(({ v }) => v),
      );
    }
    const { wires } = graph.document.graph;
    this.locals = wires.map((_, wire) => this.jacobian(wire));
    this.contributions = wires.map(() => []);
    this.goBack();
  }

  value(id: NodeId): readonly number[] {
    return this.values.get(id) ?? [];
  }

  derivative(id: NodeId): readonly number[] {
    return this.derivatives.get(id) ?? [];
  }

  /** ∂ℓᵢ/∂(unit of a node), forward: the seed goes through all that is computed from it. */
  forwardDerivative(id: NodeId, unit: number): number {
    const duals = new Map<NodeId, readonly Dual[]>();
    for (const each of this.graph.order) {
      const own =
        each === id
          ? this.value(id).map((v, at) => dual(v, at === unit ? 1 : 0))
          : this.compute(each, (source) => duals.get(source) ?? []);
      duals.set(each, own);
    }
    return this.graph.objective.reduce(
      (sum, each) => sum + (duals.get(each) ?? []).reduce((all, { d }) => all + d, 0),
      0,
    );
  }

  /** The sum of these nodes where others are held at other values. */
  valuesWith(held: ReadonlyMap<NodeId, readonly number[]>, wanted: readonly NodeId[]): number {
    const values = new Map<NodeId, readonly number[]>();
    for (const id of this.graph.order) {
      const computed = () =>
        this.compute(id, (source) => (values.get(source) ?? []).map((v) => dual(v))).map(
          ({ v }) => v,
        );
      values.set(id, held.get(id) ?? computed());
    }
    return wanted.reduce(
      (sum, id) => sum + (values.get(id) ?? []).reduce((all, each) => all + each, 0),
      0,
    );
  }

  /** The value of one unit of an element-wise op, or of a loss, for other inputs. */
  valueFor(id: NodeId, inputs: readonly (readonly number[])[]): number[] {
    const wires = this.graph.into.get(id) ?? [];
    return this.computeFrom(
      id,
      inputs.slice(0, wires.length).map((row) => row.map((v) => dual(v))),
    ).map(({ v }) => v);
  }

  inputsOf(id: NodeId): readonly (readonly number[])[] {
    return (this.graph.into.get(id) ?? []).map((wire) => this.value(this.graph.sourceOf(wire)));
  }

  private dualsOf(id: NodeId): readonly Dual[] {
    return this.value(id).map((v) => dual(v));
  }

  private compute(id: NodeId, inputsOf: (source: NodeId) => readonly Dual[]): readonly Dual[] {
    const wires = this.graph.into.get(id) ?? [];
    return this.computeFrom(
      id,
      wires.map((wire) => inputsOf(this.graph.sourceOf(wire))),
    );
  }

  private computeFrom(id: NodeId, inputs: readonly (readonly Dual[])[]): readonly Dual[] {
    const { numbers, data } = this.graph.document;
    const node = this.graph.byId.get(id);
    const op = node?.op ?? "";
    const [a = [], b = []] = inputs;
    const setting = this.graph.settingOf(id);
    const own = numbers.get(id);
    switch (kindOf(op)) {
      case "leaf":
        return own?.kind === "leaf"
          ? own.values.map((v) => dual(v))
          : (data.columns.get(id) ?? []).map((column) => dual(column[this.row] ?? Number.NaN));
      case "linear": {
        if (own?.kind !== "linear") return [];
        return own.beta.map((beta, unit) => {
          const terms = inputs.map((input, port) =>
            sumOf(
              input.map((x, column) => {
                const weight = own.omega[port]?.[unit]?.[column] ?? 0;
                return dual(weight * x.v, scaled(x.d, weight));
              }),
            ),
          );
          return terms.reduce(add, dual(beta));
        });
      }
      case "unary":
        return a.map((x) => UNARY[op]?.(x, setting) ?? dual(Number.NaN));
      case "binary": {
        const units = Math.max(a.length, b.length);
        const at = (row: readonly Dual[], unit: number) =>
          row[row.length === 1 ? 0 : unit] ?? dual(0);
        return Array.from(
          { length: units },
          (_, unit) => BINARY[op]?.(at(a, unit), at(b, unit)) ?? dual(Number.NaN),
        );
      }
      case "vector":
        return VECTOR[op]?.(a, b) ?? [];
      case "loss":
        return [LOSS[op]?.(a, b, setting) ?? dual(Number.NaN)];
    }
  }

  private jacobian(wire: number): number[][] {
    const target = this.graph.targetOf(wire);
    if (!this.values.has(target)) return [];
    const wires = this.graph.into.get(target) ?? [];
    const units = this.value(this.graph.sourceOf(wire)).length;
    const columns = Array.from({ length: units }, (_, seeded) => {
      const inputs = wires.map((each) =>
        this.value(this.graph.sourceOf(each)).map((v, unit) =>
          dual(v, each === wire && unit === seeded ? 1 : 0),
        ),
      );
      return this.computeFrom(target, inputs).map(({ d }) => d);
    });
    return this.value(target).map((_, unit) => columns.map((column) => column[unit] ?? 0));
  }

  /** Does a unit of the target look at a unit of the source at all? */
  private looksAt(wire: number, unit: number, sourceUnit: number): boolean {
    const target = this.graph.targetOf(wire);
    const op = this.graph.byId.get(target)?.op ?? "";
    const width = this.value(this.graph.sourceOf(wire)).length;
    switch (kindOf(op)) {
      case "unary":
        return unit === sourceUnit;
      case "binary":
        return width === 1 || unit === sourceUnit;
      case "vector": {
        if (op !== "concatenate") return true;
        const [first = -1] = this.graph.into.get(target) ?? [];
        const offset = first === wire ? 0 : this.value(this.graph.sourceOf(first)).length;
        return unit === offset + sourceUnit;
      }
      default:
        return true;
    }
  }

  /** How large a local derivative is before what it is made of has cancelled: p·(1 − p) of a softmax is p − p². */
  private reach(wire: number, local: number, unit: number): number {
    const target = this.graph.targetOf(wire);
    const isSoftMax = this.graph.byId.get(target)?.op === "softmax";
    return isSoftMax ? (this.value(target)[unit] ?? 0) : Math.abs(local);
  }

  private goBack(): void {
    const { graph } = this;
    for (const id of graph.order.toReversed()) {
      const units = this.value(id).length;
      const total = new Array<number>(units).fill(graph.objective.includes(id) ? 1 : 0);
      const mass = [...total];
      for (const wire of graph.outOf.get(id) ?? []) {
        const target = graph.targetOf(wire);
        const row = new Array<number>(units).fill(0);
        this.contributions[wire] = row;
        if (!graph.reaches(target)) continue;
        const upstream = this.derivative(target);
        const upstreamMass = this.masses.get(target) ?? [];
        for (let unit = 0; unit < units; unit++) {
          let sum = 0;
          this.locals[wire]?.forEach((locals, targetUnit) => {
            if (!this.looksAt(wire, targetUnit, unit)) return;
            const local = locals[unit] ?? 0;
            sum += local * (upstream[targetUnit] ?? 0);
            mass[unit] =
              (mass[unit] ?? 0) + this.reach(wire, local, unit) * (upstreamMass[targetUnit] ?? 0);
          });
          row[unit] = sum;
          total[unit] = (total[unit] ?? 0) + sum;
        }
      }
      this.derivatives.set(id, total);
      this.masses.set(id, mass);
    }
  }
}
