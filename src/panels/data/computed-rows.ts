import {
  createArenas,
  type Evaluation,
  type Plan,
  planColumns,
  planOf,
  readLosses,
  readRows,
  runForward,
  writeNumbers,
} from "@/engine";
import { objectiveLatex, objectiveText } from "@/explain";
import type { Graph } from "@/graph";
import { opOf } from "@/ops";
import { unitName } from "./table-columns";

/** What is computed of some rows: the prediction, and what is differentiated. */
export interface ComputedRows {
  readonly from: number;
  /** The first unit of the prediction, row by row; empty where no prediction is drawn. */
  readonly predictions: Float64Array;
  /** What is differentiated, ℓᵢ or a chosen output; empty where nothing is differentiated. */
  readonly losses: Float64Array;
}

/** The node that the losses compare with a target, as a node index; −1 where no loss is differentiated, or they compare several. */
export function predictionOf({ graph, objective, topology }: Plan): number {
  const read = new Set<number>();
  for (const index of objective) {
    const node = graph.nodes[index];
    const wire = topology.incoming[index]?.[0] ?? -1;
    // What enters a chosen output is no prediction.
    const isLoss = node !== undefined && opOf(node.op).kind === "loss";
    read.add(isLoss ? (topology.sources[wire] ?? -1) : -1);
  }
  const [only = -1] = read;
  return read.size === 1 ? only : -1;
}

/** What stands above a column. */
export interface ColumnName {
  readonly latex: string;
  readonly text: string;
}

/** The names of what is computed row by row. */
export interface ComputedNames {
  /** Null where no prediction is drawn. */
  readonly prediction: ColumnName | null;
  readonly objective: ColumnName;
}

export function computedNames(graph: Graph): ComputedNames {
  const plan = planOf(graph);
  const prediction = predictionOf(plan);
  const id = graph.nodes[prediction]?.id;
  const units = plan.topology.widths[prediction] ?? 0;
  return {
    prediction: id === undefined || units === 0 ? null : unitName(graph, id, 0, units),
    objective: { latex: objectiveLatex(graph), text: objectiveText(graph) },
  };
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
  const prediction = predictionOf(plan);
  const slot = plan.slots[prediction];
  const width = plan.topology.widths[prediction] ?? 0;
  const predictions = new Float64Array(slot && width > 0 ? count : 0);
  for (let row = 0; row < predictions.length; row++) {
    predictions[row] = arenas.values[(slot?.value ?? 0) * count + row * width] ?? Number.NaN;
  }
  return { from, predictions, losses };
}
