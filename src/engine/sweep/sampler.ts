import { type Axis, type GraphNode, type NodeId, type NodeIndex, topologyOf } from "@/graph";
import { type LinearOp, opOf, ops } from "@/ops";
import { nodeSetting } from "../node-setting";
import type { Subject } from "./axis";
import type { Scope } from "./scope";

const linear = ops.find((op) => op.kind === "linear") as LinearOp;

/** An axis with the numbers that it takes: one for each point. */
export interface AxisPoints {
  readonly axis: Axis;
  readonly at: ArrayLike<number>;
}

/**
 * Values of the nodes of a scope at P points and R samples. A node that no axis reaches has R rows; one that is reached
 * has R · P, sample by sample.
 */
export interface Samples {
  readonly values: Float64Array;
  /** By node index; −1 where it was not computed. */
  readonly offsets: Int32Array;
  readonly points: number;
  readonly samples: number;
}

/** Memory that is used again by one pass after the other: what a pass gives is gone with the next. */
export class SamplerRoom {
  #values = new Float64Array();

  /** Room for `count` numbers; what stood there before still does. */
  of(count: number): Float64Array {
    if (this.#values.length < count) this.#values = new Float64Array(count);
    return this.#values;
  }
}

/**
 * Forward pass of a scope at many points at once. Whatever the axis, an input or a weight, only the node that owns it
 * is computed in a way of its own: what lies behind it is one batch through the loops of the ops. With `room` no memory is
 * taken.
 */
export function sampleForward(
  subject: Subject,
  scope: Scope,
  axes: readonly AxisPoints[],
  samples: readonly number[],
  room?: SamplerRoom,
): Samples {
  const points = axes[0]?.at.length ?? 1;
  const rows = (node: NodeIndex) => samples.length * (scope.reached[node] === 1 ? points : 1);
  const { widths } = topologyOf(subject.graph);
  const offsets = new Int32Array(subject.graph.nodes.length).fill(-1);
  let size = 0;
  let widest = 0;
  for (const node of scope.order) {
    offsets[node] = size;
    size += rows(node) * (widths[node] as number);
    widest = Math.max(widest, rows(node) * widestOf(subject, node));
  }
  // Behind the values: room for two operands that are spread over points or units.
  const needed = size + 2 * widest;
  const values = room ? room.of(needed) : new Float64Array(needed);
  const pass = new SamplerPass(subject, scope, axes, samples, points, values, offsets, [
    size,
    size + widest,
  ]);
  for (const node of scope.order) pass.compute(node);
  return { values, offsets, points, samples: samples.length };
}

/** The first node of a scope, in the order of the forward pass, of which some number is not finite; null where all are. */
export function firstNotFinite(
  { graph }: Subject,
  scope: Scope,
  { values, offsets, points, samples }: Samples,
): NodeId | null {
  const { widths } = topologyOf(graph);
  for (const index of scope.order) {
    const from = offsets[index] as number;
    const rows = samples * (scope.reached[index] === 1 ? points : 1);
    const numbers = values.subarray(from, from + rows * (widths[index] as number));
    if (!numbers.every(Number.isFinite)) return (graph.nodes[index] as GraphNode).id;
  }
  return null;
}

/** Numbers of one row that a node or one of its operands may need. */
function widestOf(subject: Subject, node: NodeIndex): number {
  const { widths, incoming, sources } = topologyOf(subject.graph);
  let widest = widths[node] as number;
  for (const wire of incoming[node] ?? []) {
    widest = Math.max(widest, widths[sources[wire] as NodeIndex] as number);
  }
  return widest;
}

class SamplerPass {
  constructor(
    private readonly subject: Subject,
    private readonly scope: Scope,
    private readonly axes: readonly AxisPoints[],
    private readonly samples: readonly number[],
    private readonly points: number,
    private readonly values: Float64Array,
    private readonly offsets: Int32Array,
    private readonly room: readonly [number, number],
  ) {}

  compute(index: NodeIndex): void {
    const { subject, values } = this;
    const node = subject.graph.nodes[index] as GraphNode;
    const { widths, incoming, sources } = topologyOf(subject.graph);
    const width = widths[index] as number;
    const out = this.offsets[index] as number;
    const rows = this.rowsOf(index);
    const inputs = Array.from(incoming[index] ?? [], (wire) => sources[wire] as NodeIndex);
    const op = opOf(node.op);
    switch (op.kind) {
      case "leaf":
        this.fillLeaf(index, node, width, out);
        break;
      case "unary":
        op.forward(
          values,
          this.offsets[inputs[0] as number] as number,
          out,
          rows * width,
          nodeSetting(subject.numbers, node),
        );
        break;
      case "vector": {
        const [aWidth = 0, bWidth = 0] = inputs.map((input) => widths[input] as number);
        const a = this.spread(inputs[0] as number, rows, aWidth, this.room[0]);
        const b = inputs[1] === undefined ? 0 : this.spread(inputs[1], rows, bWidth, this.room[1]);
        op.forward(values, a, aWidth, b, bWidth, out, rows);
        break;
      }
      case "binary": {
        const a = this.spread(inputs[0] as number, rows, width, this.room[0]);
        const b = this.spread(inputs[1] as number, rows, width, this.room[1]);
        op.forward(values, a, b, out, rows * width);
        break;
      }
      case "loss": {
        const units = widths[inputs[0] as number] as number;
        const f = this.spread(inputs[0] as number, rows, units, this.room[0]);
        const y = this.spread(inputs[1] as number, rows, units, this.room[1]);
        const setting = nodeSetting(subject.numbers, node);
        op.forward(values, f, y, out, rows, units, setting);
        break;
      }
      case "linear":
        this.computeLinear(node, inputs, width, out, rows);
        break;
    }
  }

  private rowsOf(index: NodeIndex): number {
    return this.samples.length * (this.scope.reached[index] === 1 ? this.points : 1);
  }

  /** Where a source's numbers stand as rows × width: its own place, or copies where it has fewer rows or units. */
  private spread(source: NodeIndex, rows: number, width: number, room: number): number {
    const { values, samples } = this;
    const own = this.offsets[source] as number;
    const units = topologyOf(this.subject.graph).widths[source] as number;
    const ownRows = this.rowsOf(source);
    if (ownRows === rows && units === width) return own;
    const repeat = rows / ownRows;
    if (rows % ownRows !== 0 || samples.length === 0) return own;
    for (let row = 0; row < rows; row++) {
      const from = own + Math.floor(row / repeat) * units;
      for (let unit = 0; unit < width; unit++) {
        values[room + row * width + unit] = values[from + (units === 1 ? 0 : unit)] as number;
      }
    }
    return room;
  }

  private fillLeaf(index: NodeIndex, node: GraphNode, width: number, out: number): void {
    const { samples, subject, values } = this;
    const repeat = this.scope.reached[index] === 1 ? this.points : 1;
    samples.forEach((sample, rowIndex) => {
      const row = subject.rowOf(node.id, sample);
      for (let point = 0; point < repeat; point++) {
        values.set(row, out + (rowIndex * repeat + point) * width);
      }
    });
    for (const { axis, at } of this.axes) {
      if (axis.kind !== "value" || axis.node !== node.id) continue;
      for (let row = 0; row < samples.length * repeat; row++) {
        values[out + row * width + axis.unit] = at[row % repeat] as number;
      }
    }
  }

  private computeLinear(
    node: GraphNode,
    inputs: readonly number[],
    width: number,
    out: number,
    rows: number,
  ): void {
    const { subject, values, points } = this;
    const own = subject.numbers.get(node.id);
    if (own?.kind !== "linear") return;
    const { widths } = topologyOf(subject.graph);
    const mine = this.axes.filter(({ axis }) => axis.node === node.id && axis.kind !== "value");
    const beta = Float64Array.from(own.beta);
    // A number that varies is left out first, and added point by point.
    for (const { axis } of mine) if (axis.kind === "beta") beta[axis.unit] = 0;
    const [first] = inputs;
    const isFromUnit = first !== undefined && widths[first] === 1 && mine.length === 0;
    if (isFromUnit) {
      const from = this.spread(first, rows, 1, this.room[0]);
      const numbers = Float64Array.from([...beta, ...(own.omega[0] ?? []).flat()]);
      linear.fillFromUnit(values, from, out, rows, width, numbers, 0, width);
    } else linear.fill(values, out, rows, width, beta, 0);
    inputs.forEach((source, port) => {
      if (isFromUnit && port === 0) return;
      const inputWidth = widths[source] as number;
      const block = Float64Array.from((own.omega[port] ?? []).flat());
      for (const { axis } of mine) {
        if (axis.kind === "omega" && axis.port === port)
          block[axis.unit * inputWidth + axis.input] = 0;
      }
      const from = this.spread(source, rows, inputWidth, this.room[0]);
      linear.add(values, from, inputWidth, out, rows, width, block, 0);
      for (const { axis, at } of mine) {
        if (axis.kind !== "omega" || axis.port !== port) continue;
        for (let row = 0; row < rows; row++) {
          const cell = out + row * width + axis.unit;
          const input = values[from + row * inputWidth + axis.input] as number;
          values[cell] = (values[cell] as number) + (at[row % points] as number) * input;
        }
      }
    });
    for (const { axis, at } of mine) {
      if (axis.kind !== "beta") continue;
      for (let row = 0; row < rows; row++) {
        const cell = out + row * width + axis.unit;
        values[cell] = (values[cell] as number) + (at[row % points] as number);
      }
    }
  }
}

/** The value of a node's unit at a point and a sample, by their indices. */
export function sampledValue(
  samples: Samples,
  scope: Scope,
  node: NodeIndex,
  width: number,
  unit: number,
  point: number,
  sample = 0,
): number {
  const row = scope.reached[node] === 1 ? sample * samples.points + point : sample;
  return samples.values[(samples.offsets[node] as number) + row * width + unit] as number;
}
