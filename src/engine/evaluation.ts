import type { Graph, GraphNode, Incompleteness, Matrix, NodeId, Numbers, Wire } from "@/graph";
import { opOf } from "@/ops";
import { type Arenas, createArenas, runForwardBackward, writeNumbers } from "./passes";
import type { NodeSlots, Plan } from "./plan";
import { planOf } from "./plan-builder";
import type { OwnedNumbers } from "./trace";

/** One run of a graph on its numbers. Derived, never stored; all queries below read it. */
export interface Evaluation {
  readonly graph: Graph;
  readonly numbers: Numbers;
  readonly plan: Plan;
  readonly arenas: Arenas;
}

/** Runs both passes of a graph. */
export function evaluate(graph: Graph, numbers: Numbers): Evaluation {
  const plan = planOf(graph);
  const arenas = createArenas(plan);
  writeNumbers(plan, numbers, arenas);
  runForwardBackward(plan, arenas);
  return { graph, numbers, plan, arenas };
}

/** Units D of a node; 0 where it is incomplete or unknown. */
export function widthOf(evaluation: Evaluation, node: NodeId): number {
  const index = evaluation.plan.topology.indexOf.get(node);
  return index === undefined ? 0 : (evaluation.plan.topology.widths[index] as number);
}

/** Why a node has no value; undefined where it has one. */
export function incompletenessOf(evaluation: Evaluation, node: NodeId): Incompleteness | undefined {
  const index = evaluation.plan.topology.indexOf.get(node);
  return index === undefined ? undefined : evaluation.plan.topology.incomplete.get(index);
}

/** The D values of a node at one sample (from 0); null where it is incomplete. */
export function valuesOf(
  evaluation: Evaluation,
  node: NodeId,
  sample: number,
): Float64Array | null {
  const slots = slotsOf(evaluation, node);
  const width = widthOf(evaluation, node);
  if (!slots || width === 0) return null;
  const start = slots.value + sample * width;
  return evaluation.arenas.values.subarray(start, start + width);
}

/**
 * ∂ℓᵢ/∂v of the D units of a node at one sample. Zeros where no path leads to the objective; null where the node is
 * incomplete or nothing is differentiated.
 */
export function derivativeOf(
  evaluation: Evaluation,
  node: NodeId,
  sample: number,
): Float64Array | null {
  const slots = slotsOf(evaluation, node);
  const width = widthOf(evaluation, node);
  if (!slots || width === 0 || !hasObjective(evaluation)) return null;
  if (slots.gradient < 0) return new Float64Array(width);
  const start = slots.gradient + sample * width;
  return evaluation.arenas.derivatives.subarray(start, start + width);
}

/** Place of a wire in `graph.wires`, with the places of its ends in `graph.nodes`. */
export interface WireEnds {
  readonly wire: Wire;
  readonly source: number;
  readonly target: number;
}

/** The ends of a wire by its place in `graph.wires`; undefined where there is no such wire. */
export function wireEnds(evaluation: Evaluation, place: number): WireEnds | undefined {
  const wire = evaluation.graph.wires[place];
  if (!wire) return undefined;
  const { indexOf } = evaluation.plan.topology;
  const source = indexOf.get(wire.source);
  const target = indexOf.get(wire.target);
  return source === undefined || target === undefined ? undefined : { wire, source, target };
}

/**
 * A wire's own contribution = local × upstream, for the D units of its source at one sample. Zeros where it does not
 * lead to the objective; null where its source is incomplete or nothing is differentiated.
 */
export function contributionOf(
  evaluation: Evaluation,
  place: number,
  sample: number,
): Float64Array | null {
  const ends = wireEnds(evaluation, place);
  if (!ends || !hasObjective(evaluation)) return null;
  const width = evaluation.plan.topology.widths[ends.source] as number;
  if (width === 0) return null;
  const slot = evaluation.plan.wireSlots[place] as number;
  if (slot < 0) return new Float64Array(width);
  const start = slot + sample * width;
  return evaluation.arenas.derivatives.subarray(start, start + width);
}

/** The largest |∂ℓᵢ/∂v| over the units of the node at a place, NaN if one is NaN; 0 where nothing is differentiated. */
export function sizeOfDerivative(evaluation: Evaluation, index: number, sample: number): number {
  const { plan, arenas } = evaluation;
  const width = plan.topology.widths[index] ?? 0;
  const start = plan.slots[index]?.gradient ?? -1;
  if (start < 0 || !hasObjective(evaluation)) return 0;
  return largestIn(arenas.derivatives, start + sample * width, width);
}

/** The same of what a wire contributes to the units of its source. */
export function sizeOfContribution(evaluation: Evaluation, wire: number, sample: number): number {
  const { plan, arenas } = evaluation;
  const width = plan.topology.widths[plan.topology.sources[wire] ?? -1] ?? 0;
  const start = plan.wireSlots[wire] ?? -1;
  if (start < 0 || !hasObjective(evaluation)) return 0;
  return largestIn(arenas.derivatives, start + sample * width, width);
}

/** Judged at every change of a dragged number, for every node and wire: no view of the arena is made for it. */
function largestIn(arena: Float64Array, start: number, count: number): number {
  let largest = 0;
  for (let place = start; place < start + count; place++) {
    const size = Math.abs(arena[place] as number);
    if (Number.isNaN(size)) return Number.NaN;
    if (size > largest) largest = size;
  }
  return largest;
}

/** The partials of what one node owns, shaped like its numbers. */
export type Partials =
  | { readonly kind: "linear"; readonly beta: readonly number[]; readonly omega: readonly Matrix[] }
  | { readonly kind: "parameter"; readonly value: readonly number[] };

/** ∂L/∂β, ∂L/∂Ω or ∂L/∂parameter, the mean over the samples (E8); null where the node owns none or nothing is differentiated. */
export function partialsOf(evaluation: Evaluation, node: NodeId): Partials | null {
  return readPartials(evaluation, node, (offset, count) =>
    Array.from(evaluation.arenas.partials.subarray(offset, offset + count)),
  );
}

/** The same partials for one sample: ∂ℓᵢ/∂β, ∂ℓᵢ/∂Ω, ∂ℓᵢ/∂parameter. */
export function samplePartialsOf(
  evaluation: Evaluation,
  node: NodeId,
  sample: number,
): Partials | null {
  const derivative = derivativeOf(evaluation, node, sample);
  const index = evaluation.plan.topology.indexOf.get(node);
  if (!derivative || index === undefined) return null;
  const op = opOf((evaluation.graph.nodes[index] as GraphNode).op);
  if (op.kind === "leaf") {
    return op.trainable ? { kind: "parameter", value: Array.from(derivative, unsigned) } : null;
  }
  if (op.kind !== "linear") return null;
  const wires = evaluation.plan.topology.incoming[index] as Int32Array;
  const omega = Array.from(wires, (wire) => {
    const source = evaluation.graph.wires[wire]?.source ?? "";
    const input = valuesOf(evaluation, source, sample) ?? new Float64Array(0);
    return Array.from(derivative, (upstream) =>
      Array.from(input, (value) => unsigned(value * upstream)),
    );
  });
  return { kind: "linear", beta: Array.from(derivative, unsigned), omega };
}

/**
 * One number of them, without the others: of a unit, and of Ω's block at a port of a column too, from 0. NaN where the
 * node owns no such number or nothing is differentiated.
 */
export function samplePartialAt(
  evaluation: Evaluation,
  node: NodeId,
  owned: OwnedNumbers,
  sample: number,
  { unit, column }: { readonly unit: number; readonly column: number },
): number {
  const upstream = derivativeOf(evaluation, node, sample)?.[unit] ?? Number.NaN;
  if (owned.kind !== "omega") return unsigned(upstream);
  const { incoming, indexOf, sources } = evaluation.plan.topology;
  const wire = incoming[indexOf.get(node) ?? -1]?.[owned.port] ?? -1;
  const source = evaluation.graph.nodes[sources[wire] ?? -1]?.id ?? "";
  return unsigned((valuesOf(evaluation, source, sample)?.[column] ?? Number.NaN) * upstream);
}

/** No −0: a sum over one sample, begun at 0, has none either, and both are to be one number. */
function unsigned(partial: number): number {
  return partial + 0;
}

function readPartials(
  evaluation: Evaluation,
  node: NodeId,
  read: (offset: number, count: number) => number[],
): Partials | null {
  const { plan, graph } = evaluation;
  const index = plan.topology.indexOf.get(node);
  const slots = slotsOf(evaluation, node);
  const width = widthOf(evaluation, node);
  if (index === undefined || !slots || slots.parameters < 0 || width === 0) return null;
  if (!hasObjective(evaluation)) return null;
  if (opOf((graph.nodes[index] as GraphNode).op).kind === "leaf") {
    return { kind: "parameter", value: read(slots.parameters, width) };
  }
  const wires = plan.topology.incoming[index] as Int32Array;
  const omega = Array.from(wires, (wire) => {
    const offset = plan.wireParameters[wire] as number;
    const inputWidth = widthOf(evaluation, graph.wires[wire]?.source ?? "");
    return Array.from({ length: width }, (_, unit) => read(offset + unit * inputWidth, inputWidth));
  });
  return { kind: "linear", beta: read(slots.parameters, width), omega };
}

/** Is there anything to differentiate (E5)? */
export function hasObjective(evaluation: Evaluation): boolean {
  return evaluation.plan.objective.length > 0;
}

/** ℓᵢ: what is differentiated at one sample; null where there is nothing. */
export function sampleObjective(evaluation: Evaluation, sample: number): number | null {
  if (!hasObjective(evaluation)) return null;
  let sum = 0;
  for (const index of evaluation.plan.objective) {
    const node = evaluation.graph.nodes[index] as GraphNode;
    for (const value of valuesOf(evaluation, node.id, sample) ?? []) sum += value;
  }
  return sum;
}

/** L, the mean of ℓᵢ over the batch; null where nothing is differentiated. */
export function objectiveOf(evaluation: Evaluation): number | null {
  if (!hasObjective(evaluation)) return null;
  let sum = 0;
  for (let sample = 0; sample < evaluation.plan.batch; sample++) {
    sum += sampleObjective(evaluation, sample) ?? 0;
  }
  return sum / evaluation.plan.batch;
}

function slotsOf(evaluation: Evaluation, node: NodeId): NodeSlots | undefined {
  const index = evaluation.plan.topology.indexOf.get(node);
  return index === undefined ? undefined : evaluation.plan.slots[index];
}
