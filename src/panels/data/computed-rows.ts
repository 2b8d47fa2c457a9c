import {
  createArenas,
  type Evaluation,
  planColumns,
  readLosses,
  readRows,
  runForward,
  writeNumbers,
} from "@/engine";
import { topologyOf } from "@/graph";

/** What is computed of some rows: a number of each read node, and ℓᵢ. */
export interface ComputedRows {
  readonly from: number;
  /** f of the first unit, row by row; empty where no prediction is drawn. */
  readonly predictions: Float64Array;
  /** ℓᵢ; empty where nothing is differentiated. */
  readonly losses: Float64Array;
}

/** The node that a loss compares with a target, as a node index; −1 where there is none, or more than one. */
export function predictionOf({ plan, graph }: Evaluation): number {
  const { incoming, sources } = topologyOf(graph);
  const read = new Set<number>();
  for (const loss of plan.objective) {
    const wire = incoming[loss]?.[0] ?? -1;
    const source = sources[wire] ?? -1;
    if (source >= 0) read.add(source);
  }
  const [only = -1] = read;
  return read.size === 1 ? only : -1;
}

/** Runs the rows `from` to before `to` forward, training and validation rows alike. */
export function computeRows(evaluation: Evaluation, from: number, to: number): ComputedRows {
  const { plan, numbers, data } = evaluation;
  const count = to - from;
  const arenas = createArenas(plan, count);
  writeNumbers(plan, numbers, arenas);
  readRows(plan, planColumns(plan, data), null, from, count, arenas);
  runForward(plan, arenas, count);
  const hasLoss = plan.objective.length > 0;
  const losses = new Float64Array(hasLoss ? count : 0);
  readLosses(plan, arenas, losses.length, losses, 0);
  const prediction = predictionOf(evaluation);
  const slot = plan.slots[prediction];
  const width = plan.topology.widths[prediction] ?? 0;
  const predictions = new Float64Array(slot && width > 0 ? count : 0);
  for (let row = 0; row < predictions.length; row++) {
    predictions[row] = arenas.values[(slot?.value ?? 0) * count + row * width] ?? Number.NaN;
  }
  return { from, predictions, losses };
}
