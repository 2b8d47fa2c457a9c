import { type Axis, type GraphNode, type NodeIndex, topologyOf } from "@/graph";
import { type LinearParts, type Op, opOf, type VectorOp } from "@/ops";
import { jacobianOf } from "../jacobian";
import { nodeSetting } from "../node-setting";
import type { Subject } from "./axis";
import type { NodePieces } from "./piece-propagation";
import { readAt } from "./pieces";
import { type Samples, sampledValue } from "./sampler";
import type { Scope } from "./scope";

/** Values of a node's units, and their derivatives with respect to the axis. */
export interface Tangent {
  readonly values: Float64Array;
  readonly slopes: Float64Array;
}

/**
 * Which derivative is meant at a kink: that of what lies left or right of it, or the one that the op states, which is
 * what the backward pass takes.
 */
export type Side = "left" | "right" | "stated";

/** Along what the tangent is drawn, and with what of the graph unchanged. */
export interface TangentSetting {
  readonly subject: Subject;
  readonly scope: Scope;
  readonly axis: Axis;
  readonly sample: number;
  readonly range: readonly [number, number];
  /** Values of what is not reached, at one point; `rowIndex` is that of the sample among them. */
  readonly present: Samples;
  readonly rowIndex: number;
  /** Exact pieces, where there are: kinks are known to the last digit there. */
  readonly pieces: NodePieces;
}

/** How near to a break a number is at it: a refined crossing is off by so much of what the range makes of a slope. */
const AT_BREAK = 1e-11;

/** Forward mode: values and derivatives of all nodes of the scope at t, by node index. */
export function tangentsAt(
  setting: TangentSetting,
  t: number,
  side: Side,
): ReadonlyMap<number, Tangent> {
  const pass = new TangentPass(setting, t, side);
  for (const index of setting.scope.order) pass.compute(index);
  return pass.found;
}

class TangentPass {
  readonly found = new Map<number, Tangent>();

  constructor(
    private readonly setting: TangentSetting,
    private readonly t: number,
    private readonly side: Side,
  ) {}

  compute(index: NodeIndex): void {
    const { subject, scope, present, rowIndex, pieces } = this.setting;
    const { widths, incoming, sources } = topologyOf(subject.graph);
    const width = widths[index] as number;
    const values = new Float64Array(width);
    const slopes = new Float64Array(width);
    const tangent = { values, slopes };
    this.found.set(index, tangent);
    if (scope.reached[index] !== 1) {
      for (let unit = 0; unit < width; unit++) {
        values[unit] = sampledValue(present, scope, index, width, unit, 0, rowIndex);
      }
      return;
    }
    const exact = this.side === "stated" ? undefined : pieces.get(index);
    if (exact) {
      exact.forEach((piece, unit) => {
        const sides = readAt(piece, this.t);
        values[unit] = sides.value;
        slopes[unit] = this.side === "left" ? sides.left : sides.right;
      });
      return;
    }
    const node = subject.graph.nodes[index] as GraphNode;
    const inputs = Array.from(
      incoming[index] ?? [],
      (wire) => this.found.get(sources[wire] as NodeIndex) as Tangent,
    );
    const op = opOf(node.op);
    const [a, b] = inputs;
    if (op.kind === "leaf") this.leaf(node, tangent);
    else if (op.kind === "linear") this.linear(node, inputs, tangent);
    else if (op.kind === "unary" && a)
      this.unary(op, nodeSetting(subject.numbers, node), a, tangent);
    else if (op.kind === "vector" && a) this.vector(op, a, b, tangent);
    else if (op.kind === "binary" && a && b) this.binary(op, a, b, tangent);
    else if (op.kind === "loss" && a && b) this.loss(node, op, a, b, tangent);
  }

  private leaf(node: GraphNode, { values, slopes }: Tangent): void {
    const { subject, axis, sample } = this.setting;
    values.set(subject.rowOf(node.id, sample));
    if (axis.kind !== "value" || axis.node !== node.id) return;
    values[axis.unit] = this.t;
    slopes[axis.unit] = 1;
  }

  private linear(node: GraphNode, inputs: readonly Tangent[], { values, slopes }: Tangent): void {
    const { subject, axis } = this.setting;
    const own = subject.numbers.get(node.id);
    if (own?.kind !== "linear") return;
    const isOwner = axis.node === node.id;
    for (let unit = 0; unit < values.length; unit++) {
      const isBeta = isOwner && axis.kind === "beta" && axis.unit === unit;
      let value = isBeta ? this.t : (own.beta[unit] as number);
      let slope = isBeta ? 1 : 0;
      inputs.forEach((input, port) => {
        const row = own.omega[port]?.[unit] ?? [];
        for (let k = 0; k < input.values.length; k++) {
          const isOmega =
            isOwner &&
            axis.kind === "omega" &&
            axis.port === port &&
            axis.unit === unit &&
            axis.input === k;
          const omega = isOmega ? this.t : (row[k] as number);
          value += omega * (input.values[k] as number);
          slope += omega * (input.slopes[k] as number);
          if (isOmega) slope += input.values[k] as number;
        }
      });
      values[unit] = value;
      slopes[unit] = slope;
    }
  }

  private vector(op: VectorOp, a: Tangent, b: Tangent | undefined, out: Tangent): void {
    const inputs = [...a.values, ...(b?.values ?? [])];
    const slopes = [...a.slopes, ...(b?.slopes ?? [])];
    const values = Float64Array.of(...inputs, ...out.values);
    const [aWidth, bWidth] = [a.values.length, b?.values.length ?? 0];
    op.forward(values, 0, aWidth, aWidth, bWidth, inputs.length, 1);
    out.values.set(values.subarray(inputs.length));
    jacobianOf(op, a.values, b?.values ?? [], out.values).forEach((row, unit) => {
      // A number that stands still stays so, whatever its factor.
      out.slopes[unit] = row.reduce((sum, factor, input) => {
        const slope = slopes[input] as number;
        return slope === 0 ? sum : sum + factor * slope;
      }, 0);
    });
  }

  private unary(
    op: Extract<Op, { readonly kind: "unary" }>,
    setting: number,
    input: Tangent,
    out: Tangent,
  ): void {
    const parts = partsOf(op);
    for (let unit = 0; unit < out.values.length; unit++) {
      const x = input.values[unit] as number;
      const slope = input.slopes[unit] as number;
      const h = op.value(x, setting);
      out.values[unit] = h;
      // A number that stands still stays so, even where the local derivative is infinite.
      if (slope === 0) continue;
      const sided = parts && this.sidedSlope(parts, x, slope);
      out.slopes[unit] =
        (sided ?? op.derivative(this.besideBreak(breaksOfUnary(op), x, slope), h, setting)) * slope;
    }
  }

  private binary(
    op: Extract<Op, { readonly kind: "binary" }>,
    a: Tangent,
    b: Tangent,
    out: Tangent,
  ): void {
    const parts = "linearParts" in op ? op.linearParts : undefined;
    for (let unit = 0; unit < out.values.length; unit++) {
      const [p, pSlope] = unitOf(a, unit);
      const [q, qSlope] = unitOf(b, unit);
      const h = op.value(p, q);
      out.values[unit] = h;
      const way = this.side === "left" ? -1 : 1;
      if (
        parts?.kind === "choice" &&
        this.side !== "stated" &&
        Math.abs(p - q) <= this.nearness(pSlope - qSlope)
      ) {
        out.slopes[unit] = parts.sign * way * (pSlope - qSlope) > 0 ? pSlope : qSlope;
        continue;
      }
      const toA = pSlope === 0 ? 0 : op.derivatives[0](p, q, h) * pSlope;
      const toB = qSlope === 0 ? 0 : op.derivatives[1](p, q, h) * qSlope;
      out.slopes[unit] = toA + toB;
    }
  }

  private loss(
    node: GraphNode,
    op: Extract<Op, { readonly kind: "loss" }>,
    f: Tangent,
    y: Tangent,
    out: Tangent,
  ): void {
    const setting = nodeSetting(this.setting.subject.numbers, node);
    const width = f.values.length;
    const values = new Float64Array(2 * width + 1);
    values.set(f.values);
    values.set(y.values, width);
    op.forward(values, 0, width, 2 * width, 1, width, setting);
    out.values[0] = values[2 * width] as number;
    const derivatives = new Float64Array(2 * width + 1);
    derivatives[2 * width] = 1;
    op.backward(values, 0, width, derivatives, 2 * width, 0, width, 1, width, setting);
    const parts = "linearParts" in op ? op.linearParts : undefined;
    let sum = 0;
    for (let unit = 0; unit < width; unit++) {
      const fSlope = f.slopes[unit] as number;
      const ySlope = y.slopes[unit] as number;
      const difference = fSlope - ySlope;
      const sided =
        parts &&
        this.sidedSlope(parts, (f.values[unit] as number) - (y.values[unit] as number), difference);
      if (sided !== undefined) {
        sum += sided * difference;
        continue;
      }
      if (fSlope !== 0) sum += (derivatives[unit] as number) * fSlope;
      if (ySlope !== 0) sum += (derivatives[width + unit] as number) * ySlope;
    }
    out.slopes[0] = sum;
  }

  private nearness(slope: number): number {
    const [lo, hi] = this.setting.range;
    return AT_BREAK * Math.abs(slope) * (hi - lo) + 1e-12;
  }

  /** The slope of the part that lies on the wanted side of a break; undefined where x is at none. */
  private sidedSlope(parts: LinearParts, x: number, slope: number): number | undefined {
    if (this.side === "stated") return undefined;
    const index = parts.breaks.findIndex((at) => Math.abs(x - at) <= this.nearness(slope));
    if (index < 0) return undefined;
    const rises = this.side === "right" ? slope > 0 : slope < 0;
    return parts.slopes[rises ? index + 1 : index];
  }

  /** x, or a number beside the break that it stands at, on the wanted side. */
  private besideBreak(breaks: readonly number[], x: number, slope: number): number {
    if (this.side === "stated") return x;
    const at = breaks.find((point) => Math.abs(x - point) <= this.nearness(slope));
    if (at === undefined) return x;
    const rises = this.side === "right" ? slope > 0 : slope < 0;
    return at + (rises ? 1 : -1) * 1e-12 * Math.max(1, Math.abs(at));
  }
}

function unitOf({ values, slopes }: Tangent, unit: number): readonly [number, number] {
  const at = values.length === 1 ? 0 : unit;
  return [values[at] as number, slopes[at] as number];
}

function partsOf(op: Extract<Op, { readonly kind: "unary" }>): LinearParts | undefined {
  return "linearParts" in op ? op.linearParts : undefined;
}

/** Where a unary op has a kink. */
export function breaksOfUnary(op: Extract<Op, { readonly kind: "unary" }>): readonly number[] {
  return partsOf(op)?.breaks ?? op.kinks.map(({ at }) => at);
}
