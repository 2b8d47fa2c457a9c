import { trainingRows } from "@/data";
import { createArenas, type Plan, planOf, runForward, writeNumbers } from "@/engine";
import type { BackflowDocument, NodeId } from "@/graph";
import { opOf } from "@/ops";
import { decisionLevelOf } from "../maps/decision-level";

/** A learned function, and how far it is from the rows. */
export interface FitCurve {
  /** The loss that compares it with the target. */
  readonly loss: NodeId;
  /** At each x. */
  readonly f: readonly number[];
  /** The mean of its loss over the training rows. */
  readonly mean: number;
}

/** What stays of a graph with one input of one unit while its weights move: the rows that its curves are to pass through. */
export interface Fit {
  readonly x: readonly number[];
  /** Of these L is the sum: each compares a learned function with the target. */
  readonly losses: readonly NodeId[];
  readonly rows: readonly {
    readonly x: number;
    readonly y: number;
    readonly validation: boolean;
  }[];
  /** Of the rows the first ones are for training. */
  readonly training: number;
  /** The learned functions over x, one for each loss. */
  predict(numbers: BackflowDocument["numbers"]): readonly FitCurve[];
}

const POINTS = 161;

/** The range of the input with its rows; null where the graph has not one input and one target. */
export function fitOf({ graph, data }: Pick<BackflowDocument, "graph" | "data">): Fit | null {
  const plan = planOf(graph);
  const found = partsOf(plan);
  const input = found?.inputs[0];
  if (!found || !input || found.inputs.length > 1 || input.width !== 1) return null;
  const { predictions, target } = found;
  const xs = data.columns.get(input.node)?.[0];
  const ys = data.columns.get(target.node)?.[0];
  if (!xs || !ys || data.rows < 2) return null;
  const training = trainingRows(data);
  const [low, high] = rangeWithRoom(xs);
  const x = Array.from(
    { length: POINTS },
    (_, index) => low + ((high - low) * index) / (POINTS - 1),
  );
  // The losses of one alone are L, which stands beside it.
  const rows = predictions.length > 1 ? training : 0;
  const points = POINTS + rows;
  const arenas = createArenas(plan, points);
  arenas.values.set(x, input.value * points);
  arenas.values.set(xs.subarray(0, rows), input.value * points + POINTS);
  arenas.values.set(ys.subarray(0, rows), target.value * points + POINTS);
  const valuesAt = (slot: number) => arenas.values.subarray(slot * points, (slot + 1) * points);
  return {
    x,
    losses: predictions.map(({ loss }) => loss),
    rows: Array.from(xs, (value, row) => ({
      x: value,
      y: ys[row] ?? Number.NaN,
      validation: row >= training,
    })),
    training,
    predict: (numbers) => {
      writeNumbers(plan, numbers, arenas);
      runForward(plan, arenas);
      return predictions.map(({ value, loss, lossValue }) => ({
        loss,
        f: Array.from(valuesAt(value).subarray(0, POINTS)),
        mean: valuesAt(lossValue)
          .subarray(POINTS)
          .reduce((mean, each) => mean + each / rows, 0),
      }));
    },
  };
}

/** Cells of the plane across and up: few enough to be computed for every picture of a run. */
const CELLS = 40;
/** Rows of the plane that are drawn at most. */
const MOST_ROWS = 400;

/** What stays of a graph with two inputs while its weights move: the plane of the inputs, with its rows. */
export interface FitPlane {
  /** Where the two inputs begin and end. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Rows of the table, of which so many are drawn at most. */
  readonly count: number;
  readonly rows: readonly {
    readonly x: number;
    readonly y: number;
    /** Which of two classes its target is; null where the targets are other numbers. */
    readonly side: "lower" | "upper" | null;
    readonly validation: boolean;
  }[];
  /** The prediction at which it is undecided. */
  readonly level: number;
  readonly cells: typeof CELLS;
  /** The prediction less the level at CELLS × CELLS points, row by row from the lowest y: the same array each time. */
  predict(numbers: BackflowDocument["numbers"]): Float64Array;
}

/** The plane of the inputs; null where the graph has not two of one unit, or one of two, and one target and one prediction. */
export function fitPlaneOf({
  graph,
  data,
}: Pick<BackflowDocument, "graph" | "data">): FitPlane | null {
  const plan = planOf(graph);
  const found = partsOf(plan);
  if (!found || data.rows < 2) return null;
  const { inputs, predictions, target } = found;
  const [prediction, ...further] = predictions;
  if (!prediction || further.length > 0) return null;
  const units = inputs.flatMap(({ node, value, width }) =>
    (data.columns.get(node) ?? []).map((column, unit) => ({ column, unit, value, width })),
  );
  const [first, second] = units;
  const ys = data.columns.get(target.node)?.[0];
  if (!first || !second || units.length > 2 || !ys) return null;
  const x = rangeWithRoom(first.column);
  const y = rangeWithRoom(second.column);
  const points = CELLS * CELLS;
  const arenas = createArenas(plan, points);
  const along = ([low, high]: readonly [number, number], cell: number) =>
    low + ((high - low) * (cell + 0.5)) / CELLS;
  for (let point = 0; point < points; point++) {
    const places = [along(x, point % CELLS), along(y, Math.floor(point / CELLS))] as const;
    for (const [index, { unit, value, width }] of [first, second].entries()) {
      arenas.values[value * points + point * width + unit] = places[index] ?? 0;
    }
  }
  const [lower, upper, ...others] = [...new Set(ys)].sort((one, other) => one - other);
  const classes =
    lower !== undefined && upper !== undefined && others.length === 0
      ? ([lower, upper] as const)
      : null;
  const level = decisionLevelOf(
    { graph },
    { kind: "value", node: prediction.id, unit: 0 },
    classes,
  );
  const training = trainingRows(data);
  const values = new Float64Array(points);
  return {
    x,
    y,
    count: data.rows,
    rows: drawnRows(data.rows, training).map((row) => ({
      x: first.column[row] ?? Number.NaN,
      y: second.column[row] ?? Number.NaN,
      side: classes && (ys[row] === classes[0] ? "lower" : "upper"),
      validation: row >= training,
    })),
    level,
    cells: CELLS,
    predict: (numbers) => {
      writeNumbers(plan, numbers, arenas);
      runForward(plan, arenas);
      const start = prediction.value * points;
      for (let point = 0; point < points; point++) {
        values[point] = (arenas.values[start + point] ?? Number.NaN) - level;
      }
      return values;
    },
  };
}

/** The rows that are drawn: all, or as many of training and of validation as there are shares of them, evenly from first to last. */
function drawnRows(rows: number, training: number): readonly number[] {
  if (rows <= MOST_ROWS) return Array.from({ length: rows }, (_, row) => row);
  const validation = rows - training;
  const wanted = Math.round((MOST_ROWS * validation) / rows);
  // Of few there is one at least.
  const ofValidation = Math.max(Math.min(1, validation), Math.min(MOST_ROWS - 1, wanted));
  return [
    ...evenly(training, MOST_ROWS - ofValidation),
    ...evenly(validation, ofValidation).map((row) => training + row),
  ];
}

/** So many of the numbers from 0 to below `of`. */
function evenly(of: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => Math.floor((index * of) / count));
}

/** From the least to the greatest number of a column, and a little room on either side. */
function rangeWithRoom(column: Float64Array): readonly [number, number] {
  const low = column.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = column.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const room = (high - low) * 0.08 || 1;
  return [low - room, high + room];
}

/** The inputs, the target and what each loss compares with it; null where there are several targets, or a wider one. */
function partsOf(plan: Plan) {
  const { graph, tableLeaves, topology, slots, objective } = plan;
  const inputs = tableLeaves.filter(({ node }) => !isTarget(plan, node));
  const targets = tableLeaves.filter(({ node }) => isTarget(plan, node));
  const [target] = targets;
  if (inputs.length === 0 || !target || targets.length > 1 || target.width !== 1) return null;
  const predictions = [...objective].flatMap((loss) => {
    const node = graph.nodes[loss];
    const source = topology.sources[topology.incoming[loss]?.[0] ?? -1] ?? -1;
    const id = graph.nodes[source]?.id;
    const value = slots[source]?.value;
    const lossValue = slots[loss]?.value;
    if (!node || opOf(node.op).kind !== "loss") return [];
    if (id === undefined || value === undefined || lossValue === undefined) return [];
    return [{ id, value, loss: node.id, lossValue }];
  });
  const isWhole = predictions.length > 0 && predictions.length === objective.length;
  return isWhole ? { inputs, target, predictions } : null;
}

function isTarget({ graph, topology }: Plan, id: string): boolean {
  const node = graph.nodes[topology.indexOf.get(id) ?? -1];
  const op = node && opOf(node.op);
  return op?.kind === "leaf" && op.isTarget === true;
}
