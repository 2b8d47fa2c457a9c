import { trainingRows } from "@/data";
import {
  type Arenas,
  averagePartials,
  blockRows,
  createArenas,
  type Evaluated,
  type Plan,
  planColumns,
  planOf,
  readRows,
  runBackward,
  runForward,
  runRows,
  type Statistics,
  StatisticsRun,
  sumObjective,
  writeNumbers,
} from "@/engine";
import { isLinear, type NodeId, type Numbers } from "@/graph";
import { type LossOp, opOf } from "@/ops";
import { checkSettings, type SettingsProblem, type TrainingSettings } from "@/optimizers";
import type { DeadUnit, Model, Observation } from "./model";

/** A document as a run sees it. */
export interface GraphModel extends Model {
  readonly plan: Plan;
  /** The parameters of the document, laid out as those of its plan. */
  readonly initial: Float64Array;
  /**
   * The share of rows whose class is predicted, over the training and over the validation rows (NaN where there are
   * none); null where no loss is one of classes.
   */
  accuracy(parameters: Float64Array): Accuracy | null;
}

/** Shares of rows, from 0 to 1; NaN over no rows. */
export interface Accuracy {
  readonly training: number;
  readonly validation: number;
}

const PARTIALS_ONLY = { leaves: false };

/**
 * The model of a document: its graph, its numbers and the rows of its table. It owns its arenas. Throws where the table
 * does not fit the graph, which no document that was checked does.
 */
export function graphModel(document: Evaluated): GraphModel {
  const { graph, numbers, data } = document;
  const plan = planOf(graph);
  const columns = planColumns(plan, data);
  const rows = trainingRows(data);
  const arenas = createArenas(plan, blockRows(plan, rows));
  writeNumbers(plan, numbers, arenas);
  const initial = arenas.parameters.slice();

  const meanOver = (parameters: Float64Array, first: number, count: number) => {
    arenas.parameters.set(parameters);
    return sumObjective(plan, columns, null, first, count, arenas) / count;
  };

  const judged = judgedLosses(plan);
  const statistics = new StatisticsRun();
  const accuracyOver = (first: number, count: number): number => {
    let right = 0;
    for (let done = 0; done < count; done += arenas.rows) {
      const block = Math.min(arenas.rows, count - done);
      readRows(plan, columns, null, first + done, block, arenas);
      runForward(plan, arenas, block);
      for (let row = 0; row < block; row++) {
        if (judged.every((loss) => isRight(loss, arenas, row))) right++;
      }
    }
    return right / count;
  };

  return {
    plan,
    initial,
    accuracy(parameters) {
      if (judged.length === 0) return null;
      arenas.parameters.set(parameters);
      return {
        training: accuracyOver(0, rows),
        validation: data.validation === 0 ? Number.NaN : accuracyOver(rows, data.validation),
      };
    },
    parameterCount: plan.parameterCount,
    rows,
    validationRows: data.validation,
    gradientOf(parameters, order, first, count, gradient) {
      copyNumbers(parameters, arenas.parameters);
      const sum = runRows(plan, columns, order, first, count, arenas, PARTIALS_ONLY);
      averagePartials(arenas.partials, count);
      copyNumbers(arenas.partials, gradient);
      return sum / count;
    },
    observe(parameters) {
      statistics.start(document, parameters);
      return observationOf(plan, parameters, statistics.finishAll());
    },
    largestDerivative(parameters, node) {
      const index = plan.topology.indexOf.get(node) ?? -1;
      const slot = plan.slots[index]?.gradient ?? -1;
      const width = plan.topology.widths[index] ?? 0;
      if (slot < 0 || width === 0) return Number.NaN;
      arenas.parameters.set(parameters);
      let largest = 0;
      for (let done = 0; done < rows; done += arenas.rows) {
        const block = Math.min(arenas.rows, rows - done);
        readRows(plan, columns, null, done, block, arenas);
        runForward(plan, arenas, block);
        runBackward(plan, arenas, block);
        const start = slot * arenas.rows;
        for (let at = start; at < start + block * width; at++) {
          largest = Math.max(largest, Math.abs(arenas.derivatives[at] as number));
        }
      }
      return largest;
    },
    trainingLoss: (parameters) => meanOver(parameters, 0, rows),
    validationLoss: (parameters) =>
      data.validation === 0 ? Number.NaN : meanOver(parameters, rows, data.validation),
  };
}

/** By hand where there are few: for those of a small network, a call of `set` takes longer than the copy. */
function copyNumbers(from: Float64Array, to: Float64Array): void {
  if (from.length < 64) for (let i = 0; i < from.length; i++) to[i] = from[i] as number;
  else to.set(from);
}

/** The nodes of a plan with parameters, in its order: those of which norms are noted. */
export function parameterNodes(plan: Plan): readonly NodeId[] {
  return plan.graph.nodes.flatMap(({ id }, index) =>
    (plan.slots[index]?.parameters ?? -1) >= 0 ? id : [],
  );
}

function observationOf(
  plan: Plan,
  parameters: Float64Array,
  { objective, partials, clipped }: Statistics,
): Observation {
  const owners = parameterOwners(plan);
  const count = parameterNodes(plan).length;
  const gradients = new Float64Array(count);
  const weights = new Float64Array(count);
  let slope = 0;
  for (let i = 0; i < parameters.length; i++) {
    const [g, theta] = [partials[i] as number, parameters[i] as number];
    const owner = owners[i] ?? -1;
    slope += g * g;
    if (owner < 0) continue;
    gradients[owner] = (gradients[owner] as number) + g * g;
    weights[owner] = (weights[owner] as number) + theta * theta;
  }
  const dead = clipped.flatMap((units, index): DeadUnit[] => {
    const node = plan.graph.nodes[index]?.id;
    if (!units || node === undefined) return [];
    return Array.from(units.keys()).flatMap((unit) => (units[unit] === 1 ? { node, unit } : []));
  });
  return {
    loss: objective ?? Number.NaN,
    gradients: gradients.map(Math.sqrt),
    weights: weights.map(Math.sqrt),
    slope: Math.sqrt(slope),
    dead,
  };
}

const owners = new WeakMap<Plan, Int32Array>();

/** For each parameter, the index of its node among those with parameters. */
function parameterOwners(plan: Plan): Int32Array {
  const known = owners.get(plan);
  if (known) return known;
  const made = new Int32Array(plan.parameterCount).fill(-1);
  const starts = plan.slots
    .flatMap(({ parameters }) => (parameters >= 0 ? parameters : []))
    .map((start, owner) => ({ start, owner }))
    .toSorted((a, b) => a.start - b.start);
  for (const [index, { start, owner }] of starts.entries()) {
    made.fill(owner, start, starts[index + 1]?.start ?? plan.parameterCount);
  }
  owners.set(plan, made);
  return made;
}

/** A loss of classes: the slots of its prediction and of its target, each of `width` units. */
interface JudgedLoss {
  readonly agrees: NonNullable<LossOp["agrees"]>;
  readonly f: number;
  readonly y: number;
  readonly width: number;
}

function judgedLosses({ graph, topology, slots, objective }: Plan): readonly JudgedLoss[] {
  return Array.from(objective).flatMap((index): JudgedLoss | [] => {
    const node = graph.nodes[index];
    const op = node && opOf(node.op);
    if (op?.kind !== "loss" || !op.agrees) return [];
    const [f = -1, y = -1] = Array.from(
      topology.incoming[index] ?? [],
      (wire) => topology.sources[wire] ?? -1,
    );
    const width = topology.widths[f] ?? 0;
    const [from, to] = [slots[f]?.value ?? -1, slots[y]?.value ?? -1];
    return width === 0 ? [] : { agrees: op.agrees, f: from, y: to, width };
  });
}

function isRight({ agrees, f, y, width }: JudgedLoss, arenas: Arenas, row: number): boolean {
  const skip = row * width;
  return agrees(arenas.values, f * arenas.rows + skip, y * arenas.rows + skip, width);
}

/** 1 for each parameter of a plan that penalties act on: the ω of linear nodes, or all of them. */
export function penalizedParameters(plan: Plan, penalized: "weights" | "all"): Uint8Array {
  const marks = new Uint8Array(plan.parameterCount);
  if (penalized === "all") return marks.fill(1);
  const { graph, topology, wireParameters } = plan;
  graph.wires.forEach((_, wire) => {
    const start = wireParameters[wire] ?? -1;
    const target = topology.targets[wire] ?? -1;
    const source = topology.sources[wire] ?? -1;
    const node = graph.nodes[target];
    if (start < 0 || !node || !isLinear(node)) return;
    const count = node.width * (topology.widths[source] ?? 0);
    marks.fill(1, start, start + count);
  });
  return marks;
}

/** The numbers of a document with its parameters replaced: what owns none stays the same object. */
export function numbersWith(plan: Plan, numbers: Numbers, parameters: Float64Array): Numbers {
  const { graph, topology, slots, wireParameters } = plan;
  const replaced = new Map(numbers);
  for (const [index, node] of graph.nodes.entries()) {
    const start = slots[index]?.parameters ?? -1;
    const width = topology.widths[index] ?? 0;
    const own = numbers.get(node.id);
    if (start < 0 || width === 0 || !own) continue;
    const row = (from: number, count: number) =>
      Array.from(parameters.subarray(from, from + count));
    if (own.kind === "leaf") {
      replaced.set(node.id, { kind: "leaf", values: row(start, width) });
    } else if (own.kind === "linear") {
      const omega = own.omega.map((block, port) => {
        const from = wireParameters[topology.incoming[index]?.[port] ?? -1] ?? -1;
        const columns = block[0]?.length ?? 0;
        if (from < 0) return block;
        return block.map((_, unit) => row(from + unit * columns, columns));
      });
      replaced.set(node.id, { kind: "linear", beta: row(start, width), omega });
    }
  }
  return replaced;
}

/** Why a document cannot be trained; sentences are made in `explain/`. */
export type TrainingProblem =
  | { readonly kind: "no-objective" }
  /** Only inputs and targets of the hand: a single row that is all there is. */
  | { readonly kind: "no-rows" }
  | { readonly kind: "no-parameters" }
  /** There are parameters, but no path leads from any of them to the objective. */
  | { readonly kind: "none-reaches" }
  | { readonly kind: "few-rows"; readonly rows: number; readonly batchSize: number }
  | SettingsProblem;

/** The first thing that stands against a run; null where nothing does. */
export function trainingProblem(
  { graph, data }: Pick<Evaluated, "graph" | "data">,
  settings: TrainingSettings,
): TrainingProblem | null {
  const plan = planOf(graph);
  if (plan.objective.length === 0) return { kind: "no-objective" };
  if (plan.parameterCount === 0) return { kind: "no-parameters" };
  const rows = trainingRows(data);
  if (rows < 1) return { kind: "no-rows" };
  const reached = graph.nodes.some(
    (_, index) => (plan.slots[index]?.parameters ?? -1) >= 0 && plan.reaches[index] === 1,
  );
  if (!reached) return { kind: "none-reaches" };
  const { batchSize } = settings;
  if (batchSize !== "all" && batchSize > rows) return { kind: "few-rows", rows, batchSize };
  return checkSettings(settings);
}

/** The nodes with parameters that no path leads from to the objective: training leaves them as they are. */
export function unreachedNodes(plan: Plan): readonly NodeId[] {
  return plan.graph.nodes.flatMap(({ id }, index) =>
    (plan.slots[index]?.parameters ?? -1) >= 0 && plan.reaches[index] !== 1 ? id : [],
  );
}
