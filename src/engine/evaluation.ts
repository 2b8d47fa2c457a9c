import { trainingRows } from "@/data";
import type {
  GraphNode,
  Incompleteness,
  Indices,
  Matrix,
  NodeId,
  NodeIndex,
  Wire,
  WireIndex,
} from "@/graph";
import { opOf } from "@/ops";
import { type Arenas, createArenas, writeNumbers } from "./arenas";
import { readLosses, runBackward, runForward } from "./passes";
import type { NodeSlots, Plan } from "./plan";
import { planOf } from "./plan-builder";
import { type Evaluated, type Statistics, statisticsOf, statisticsOfRow } from "./statistics";
import { planColumns, readRows } from "./table-rows";
import type { OwnedNumbers } from "./trace";

/**
 * One run of a graph at one sample, and what is known of all training rows. Derived, never stored; all queries below
 * read it.
 */
export interface Evaluation extends Evaluated {
  /** Which row of the table it is, from 0; validation rows come last. */
  readonly sample: number;
  readonly plan: Plan;
  /** Of this sample alone: one row. */
  readonly arenas: Arenas;
  /** Over all training rows: L, means, what is dead. Null as long as they are not all through. */
  readonly statistics: Statistics | null;
}

/** Both passes of a document at one sample, in arenas of their own. Statistics are those of a table of a single row. */
export function evaluateSample(document: Evaluated, sample: number): Evaluation {
  const { graph, numbers, data } = document;
  const plan = planOf(graph);
  const arenas = createArenas(plan);
  writeNumbers(plan, numbers, arenas);
  readRows(plan, planColumns(plan, data), null, sample, 1, arenas);
  runForward(plan, arenas);
  runBackward(plan, arenas);
  const isOnly = sample === 0 && trainingRows(data) === 1;
  const statistics = isOnly ? statisticsOfRow(plan, arenas) : null;
  return { graph, numbers, data, sample, plan, arenas, statistics };
}

/** The same with the statistics of all training rows, however long they take. */
export function evaluate(document: Evaluated, sample = 0): Evaluation {
  const evaluation = evaluateSample(document, sample);
  return evaluation.statistics ? evaluation : { ...evaluation, statistics: statisticsOf(document) };
}

/** The same document at another sample, with the same statistics. */
export function atSample(evaluation: Evaluation, sample: number): Evaluation {
  if (evaluation.sample === sample) return evaluation;
  return { ...evaluateSample(evaluation, sample), statistics: evaluation.statistics };
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

/** The D values of a node at the sample; null where it is incomplete. */
export function valuesOf(evaluation: Evaluation, node: NodeId): Float64Array | null {
  const slots = slotsOf(evaluation, node);
  const width = widthOf(evaluation, node);
  if (!slots || width === 0) return null;
  const start = slots.value;
  return evaluation.arenas.values.subarray(start, start + width);
}

/**
 * ∂ℓᵢ/∂v of the D units of a node at the sample. Zeros where no path leads to the objective; null where the node is
 * incomplete or nothing is differentiated.
 */
export function derivativeOf(evaluation: Evaluation, node: NodeId): Float64Array | null {
  const slots = slotsOf(evaluation, node);
  const width = widthOf(evaluation, node);
  if (!slots || width === 0 || !hasObjective(evaluation)) return null;
  if (slots.gradient < 0) return new Float64Array(width);
  const start = slots.gradient;
  return evaluation.arenas.derivatives.subarray(start, start + width);
}

/** The index of a wire in `graph.wires`, with those of its ends in `graph.nodes`. */
export interface WireEnds {
  readonly wire: Wire;
  readonly source: NodeIndex;
  readonly target: NodeIndex;
}

/** The ends of a wire by its wire index; undefined where there is no such wire. */
export function wireEnds(evaluation: Evaluation, wireIndex: WireIndex): WireEnds | undefined {
  const wire = evaluation.graph.wires[wireIndex];
  if (!wire) return undefined;
  const { indexOf } = evaluation.plan.topology;
  const source = indexOf.get(wire.source);
  const target = indexOf.get(wire.target);
  return source === undefined || target === undefined ? undefined : { wire, source, target };
}

/**
 * A wire's own contribution = local × upstream, for the D units of its source at the sample. Zeros where it does not
 * lead to the objective; null where its source is incomplete or nothing is differentiated.
 */
export function contributionOf(evaluation: Evaluation, wireIndex: WireIndex): Float64Array | null {
  const ends = wireEnds(evaluation, wireIndex);
  if (!ends || !hasObjective(evaluation)) return null;
  const width = evaluation.plan.topology.widths[ends.source] as number;
  if (width === 0) return null;
  const slot = evaluation.plan.wireSlots[wireIndex] as number;
  if (slot < 0) return new Float64Array(width);
  const start = slot;
  return evaluation.arenas.derivatives.subarray(start, start + width);
}

/** The largest |∂ℓᵢ/∂v| over the units of the node of an index, NaN if one is NaN; 0 where nothing is differentiated. */
export function sizeOfDerivative(evaluation: Evaluation, index: NodeIndex): number {
  const { plan, arenas } = evaluation;
  const width = plan.topology.widths[index] ?? 0;
  const start = plan.slots[index]?.gradient ?? -1;
  if (start < 0 || !hasObjective(evaluation)) return 0;
  return largestIn(arenas.derivatives, start, width);
}

/** The same of what a wire contributes to the units of its source. */
export function sizeOfContribution(evaluation: Evaluation, wire: WireIndex): number {
  const { plan, arenas } = evaluation;
  const width = plan.topology.widths[plan.topology.sources[wire] ?? -1] ?? 0;
  const start = plan.wireSlots[wire] ?? -1;
  if (start < 0 || !hasObjective(evaluation)) return 0;
  return largestIn(arenas.derivatives, start, width);
}

/** Judged at every change of a dragged number, for every node and wire: no view of the arena is made for it. */
function largestIn(arena: Float64Array, start: number, count: number): number {
  let largest = 0;
  for (let at = start; at < start + count; at++) {
    const size = Math.abs(arena[at] as number);
    if (Number.isNaN(size)) return Number.NaN;
    if (size > largest) largest = size;
  }
  return largest;
}

/** The partials of what one node owns, shaped like its numbers. */
export type Partials =
  | { readonly kind: "linear"; readonly beta: readonly number[]; readonly omega: readonly Matrix[] }
  | { readonly kind: "parameter"; readonly value: readonly number[] };

/**
 * ∂L/∂β, ∂L/∂Ω or ∂L/∂parameter, the mean over the training rows (E8). Null where the node owns none, where nothing is
 * differentiated, and as long as the rows are not all through.
 */
export function partialsOf(evaluation: Evaluation, node: NodeId): Partials | null {
  const { statistics } = evaluation;
  if (!statistics) return null;
  return readPartials(evaluation, node, (offset, count) =>
    Array.from(statistics.partials.subarray(offset, offset + count)),
  );
}

/**
 * One block of them, without the others: the D numbers of β or of a parameter, or the D × D₀ numbers of Ω's block at a
 * port, row by row. A view of the statistics, which is not copied: a wire is painted at every change of a dragged number.
 */
export function partialOf(
  evaluation: Evaluation,
  node: NodeId,
  owned: OwnedNumbers,
): Float64Array | null {
  const { plan, statistics } = evaluation;
  const index = plan.topology.indexOf.get(node) ?? -1;
  const width = plan.topology.widths[index] ?? 0;
  const parameters = plan.slots[index]?.parameters ?? -1;
  const op = evaluation.graph.nodes[index]?.op;
  if (op === undefined || (opOf(op).kind === "linear") === (owned.kind === "parameter"))
    return null;
  if (!statistics || !hasObjective(evaluation) || parameters < 0 || width === 0) return null;
  const wire = owned.kind === "omega" ? (plan.topology.incoming[index]?.[owned.port] ?? -1) : -1;
  const columns = plan.topology.widths[plan.topology.sources[wire] ?? -1] ?? 0;
  const start = owned.kind === "omega" ? (plan.wireParameters[wire] ?? -1) : parameters;
  if (start < 0) return null;
  const count = owned.kind === "omega" ? width * columns : width;
  return statistics.partials.subarray(start, start + count);
}

/** The same partials for the sample: ∂ℓᵢ/∂β, ∂ℓᵢ/∂Ω, ∂ℓᵢ/∂parameter. */
export function samplePartialsOf(evaluation: Evaluation, node: NodeId): Partials | null {
  const derivative = derivativeOf(evaluation, node);
  const index = evaluation.plan.topology.indexOf.get(node);
  if (!derivative || index === undefined) return null;
  const op = opOf((evaluation.graph.nodes[index] as GraphNode).op);
  if (op.kind === "leaf") {
    return op.trainable ? { kind: "parameter", value: Array.from(derivative, unsigned) } : null;
  }
  if (op.kind !== "linear") return null;
  const { plan } = evaluation;
  const wires = plan.topology.incoming[index] as Indices<WireIndex>;
  const omega = Array.from(wires, (wire) => {
    const source = evaluation.graph.wires[wire]?.source ?? "";
    const input = valuesOf(evaluation, source) ?? new Float64Array(0);
    return Array.from(derivative, (upstream) =>
      Array.from(input, (value) => sampleProduct(plan, index, value, upstream)),
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
  { unit, column }: { readonly unit: number; readonly column: number },
): number {
  const upstream = derivativeOf(evaluation, node)?.[unit] ?? Number.NaN;
  if (owned.kind !== "omega") return unsigned(upstream);
  const { incoming, indexOf, sources } = evaluation.plan.topology;
  const wire = incoming[indexOf.get(node) ?? -1]?.[owned.port] ?? -1;
  const source = evaluation.graph.nodes[sources[wire] ?? -1]?.id ?? "";
  const value = valuesOf(evaluation, source)?.[column] ?? Number.NaN;
  return sampleProduct(evaluation.plan, indexOf.get(node) ?? -1, value, upstream);
}

/** Input × upstream; 0 where no path leads on, be the input finite or not: there ω is multiplied with nothing. */
function sampleProduct(plan: Plan, index: number, value: number, upstream: number): number {
  return plan.reaches[index] === 0 ? 0 : unsigned(value * upstream);
}

/** 0 for −0: the mean over one sample is summed from 0 and is never −0, and the sample's own partial has to be the same number. */
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
  const wires = plan.topology.incoming[index] as Indices<WireIndex>;
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

/** Is there something that only all training rows tell, and are they not through yet? */
export function awaitsRows(evaluation: Evaluation): boolean {
  return evaluation.statistics === null && hasObjective(evaluation);
}

/** ℓᵢ of the sample; null where nothing is differentiated. */
export function sampleObjective({ plan, arenas }: Evaluation): number | null {
  if (plan.objective.length === 0) return null;
  const losses = new Float64Array(1);
  readLosses(plan, arenas, 1, losses, 0);
  return losses[0] ?? null;
}

function slotsOf(evaluation: Evaluation, node: NodeId): NodeSlots | undefined {
  const index = evaluation.plan.topology.indexOf.get(node);
  return index === undefined ? undefined : evaluation.plan.slots[index];
}
