import { type Axis, type GraphNode, type NodeIndex, topologyOf } from "@/graph";
import { opOf } from "@/ops";
import { jacobianOf } from "../jacobian";
import { nodeSetting } from "../node-setting";
import type { Subject } from "./axis";
import {
  applyParts,
  choose,
  combine,
  combineUnits,
  line,
  type Pieces,
  type Piecewise,
} from "./pieces";
import { type Samples, sampledValue } from "./sampler";
import type { Scope } from "./scope";

/** Pieces of every unit of a node; absent where the node is not linear between joints. */
export type NodePieces = ReadonlyMap<number, readonly Piecewise[]>;

/** What came of taking pieces through a graph. */
export interface Propagation {
  readonly pieces: NodePieces;
  /** False where the budget was used up: what is missing then may well have joints. */
  readonly complete: boolean;
  /** Pieces that were made. */
  readonly spent: number;
}

/**
 * Carries joints from the axis through the nodes of a scope, for one sample, as long as each op says how. `present` has
 * the values of what is not reached, at one point, and `rowIndex` is that of the sample in it.
 *
 * Budget: pieces that may be made in all.
 */
export function propagatePieces(
  subject: Subject,
  scope: Scope,
  axis: Axis,
  [lo, hi]: readonly [number, number],
  present: Samples,
  sample: number,
  budget: number,
  rowIndex = 0,
): Propagation {
  const { graph, numbers } = subject;
  const { widths, incoming, sources } = topologyOf(graph);
  const found = new Map<number, readonly Piecewise[]>();
  let spent = 0;

  const unitsOf = (node: NodeIndex): readonly Piecewise[] | undefined => {
    if (scope.reached[node] === 1) return found.get(node);
    const width = widths[node] as number;
    return Array.from({ length: width }, (_, unit) =>
      sampledValue(present, scope, node, width, unit, 0, rowIndex),
    );
  };

  const ofLinear = (node: GraphNode, inputs: readonly (readonly Piecewise[])[], width: number) => {
    const own = numbers.get(node.id);
    if (own?.kind !== "linear") return undefined;
    const isOwner = axis.node === node.id && axis.kind !== "value";
    const constants = own.beta.map((beta, unit) =>
      isOwner && axis.kind === "beta" && axis.unit === unit ? 0 : beta,
    );
    const factors = Array.from({ length: width }, (_, unit) =>
      inputs.flatMap((_, port) => own.omega[port]?.[unit] ?? []),
    );
    const flat = inputs.flat();
    if (!isOwner) return combineUnits(constants, factors, flat, lo, hi);
    // What varies is left out of the sum, and comes as a line of its own.
    const varying = axis.kind === "beta" ? 1 : inputs[axis.port]?.[axis.input];
    if (typeof varying !== "number") return undefined;
    const row = factors[axis.unit];
    if (axis.kind === "omega" && row) {
      const before = inputs.slice(0, axis.port).reduce((sum, units) => sum + units.length, 0);
      row[before + axis.input] = 0;
    }
    return combineUnits(constants, factors, flat, lo, hi).map((rest, unit) =>
      unit === axis.unit ? combine(0, [1, varying], [rest, line(lo, hi, lo, 1)], lo, hi) : rest,
    );
  };

  const compute = (index: NodeIndex): readonly Piecewise[] | undefined => {
    const node = graph.nodes[index] as GraphNode;
    const width = widths[index] as number;
    const op = opOf(node.op);
    const inputs: (readonly Piecewise[])[] = [];
    for (const wire of incoming[index] ?? []) {
      const units = unitsOf(sources[wire] as NodeIndex);
      if (units === undefined) return undefined;
      inputs.push(units);
    }
    const [a = [], b = []] = inputs;
    switch (op.kind) {
      case "leaf":
        return Array.from(subject.rowOf(node.id, sample), (value, unit) =>
          axis.kind === "value" && axis.unit === unit ? line(lo, hi, lo, 1) : value,
        );
      case "linear":
        return ofLinear(node, inputs, width);
      case "unary": {
        const { linearParts } = op;
        const setting = nodeSetting(subject.numbers, node);
        return (
          linearParts && a.map((unit) => applyParts(unit, linearParts, (x) => op.value(x, setting)))
        );
      }
      case "vector": {
        if (!op.linear) return undefined;
        const zeros = new Array<number>(width).fill(0);
        const factors = jacobianOf(op, new Array(a.length), new Array(b.length), zeros);
        return combineUnits(zeros, factors, [...a, ...b], lo, hi);
      }
      case "binary":
        return binaryUnits(op, a, b, width, lo, hi);
      case "loss": {
        const { linearParts } = op;
        if (linearParts === undefined) return undefined;
        const own = (x: number) => linearValue(linearParts, x);
        const terms = a.map((f, unit) =>
          applyParts(combine(0, [1, -1], [f, b[unit] as Piecewise], lo, hi), linearParts, own),
        );
        return [combine(0, new Array<number>(terms.length).fill(1), terms, lo, hi)];
      }
    }
  };

  let complete = true;
  for (const index of scope.order) {
    if (scope.reached[index] !== 1) continue;
    if (spent > budget) {
      complete = false;
      break;
    }
    const units = compute(index);
    if (units === undefined || !units.every(isFinitePiece)) continue;
    for (const unit of units) spent += typeof unit === "number" ? 1 : unit.slopes.length;
    found.set(index, units);
  }
  return { pieces: found, complete, spent };
}

type BinaryOp = Extract<ReturnType<typeof opOf>, { readonly kind: "binary" }>;

function binaryUnits(
  op: BinaryOp,
  a: readonly Piecewise[],
  b: readonly Piecewise[],
  width: number,
  lo: number,
  hi: number,
): readonly Piecewise[] | undefined {
  const parts = "linearParts" in op ? op.linearParts : undefined;
  if (parts === undefined) return undefined;
  const units: Piecewise[] = [];
  for (let unit = 0; unit < width; unit++) {
    const p = (a.length === 1 ? a[0] : a[unit]) as Piecewise;
    const q = (b.length === 1 ? b[0] : b[unit]) as Piecewise;
    if (typeof p === "number" && typeof q === "number") {
      units.push(op.value(p, q));
    } else if (parts.kind === "sum") {
      units.push(combine(0, parts.factors, [p, q], lo, hi));
    } else if (parts.kind === "choice") {
      units.push(choose(p, q, parts.sign, lo, hi));
    } else {
      const ofA = typeof q === "number" ? parts.factors[0]?.(q) : undefined;
      const ofB = typeof p === "number" ? parts.factors[1]?.(p) : undefined;
      if (ofA !== undefined) units.push(combine(0, [ofA], [p], lo, hi));
      else if (ofB !== undefined) units.push(combine(0, [ofB], [q], lo, hi));
      else return undefined;
    }
  }
  return units;
}

/** g[x] of a g that is linear between breaks and is 0 at 0, or at its first break. */
function linearValue(
  { breaks, slopes }: { breaks: readonly number[]; slopes: readonly number[] },
  x: number,
): number {
  const origin = breaks[0] ?? 0;
  let part = 0;
  while (part < breaks.length && x > (breaks[part] as number)) part++;
  if (part <= 1) return (slopes[part] as number) * (x - origin);
  let value = 0;
  let from = origin;
  for (let index = 1; index < part; index++) {
    value += (slopes[index] as number) * ((breaks[index] as number) - from);
    from = breaks[index] as number;
  }
  return value + (slopes[part] as number) * (x - from);
}

function isFinitePiece(unit: Piecewise): boolean {
  if (typeof unit === "number") return Number.isFinite(unit);
  const { values, slopes } = unit as Pieces;
  return values.every(Number.isFinite) && slopes.every(Number.isFinite);
}
