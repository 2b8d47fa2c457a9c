import { trainingRows } from "@/data";
import { createArenas, type Plan, planOf, runForward, writeNumbers } from "@/engine";
import type { BackflowDocument } from "@/graph";
import { opOf } from "@/ops";

/** The learned function of a graph with one input of one unit, with the rows that it is to pass through. */
export interface Fit {
  readonly x: readonly number[];
  readonly f: readonly number[];
  readonly rows: readonly {
    readonly x: number;
    readonly y: number;
    readonly validation: boolean;
  }[];
}

const POINTS = 161;

/** The prediction over the range of the input; null where the graph has not one input, one target and one prediction. */
export function fitOf({ graph, numbers, data }: BackflowDocument): Fit | null {
  const plan = planOf(graph);
  const found = partsOf(plan);
  if (!found) return null;
  const { input, prediction, target } = found;
  const xs = data.columns.get(input.node)?.[0];
  const ys = data.columns.get(target.node)?.[0];
  if (!xs || !ys || data.rows < 2) return null;
  const low = xs.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = xs.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const room = (high - low) * 0.08 || 1;
  const arenas = createArenas(plan, POINTS);
  writeNumbers(plan, numbers, arenas);
  const x = Array.from(
    { length: POINTS },
    (_, index) => low - room + ((high - low + 2 * room) * index) / (POINTS - 1),
  );
  arenas.values.set(x, input.value * POINTS);
  runForward(plan, arenas);
  const start = prediction * POINTS;
  const training = trainingRows(data);
  return {
    x,
    f: Array.from(arenas.values.subarray(start, start + POINTS)),
    rows: Array.from(xs, (value, row) => ({
      x: value,
      y: ys[row] ?? Number.NaN,
      validation: row >= training,
    })),
  };
}

function partsOf(plan: Plan) {
  const { graph, tableLeaves, topology, slots, objective } = plan;
  const inputs = tableLeaves.filter(({ node }) => !isTarget(plan, node));
  const targets = tableLeaves.filter(({ node }) => isTarget(plan, node));
  const [input, target] = [inputs[0], targets[0]];
  if (!input || !target || inputs.length > 1 || targets.length > 1) return null;
  if (input.width !== 1 || target.width !== 1 || objective.length !== 1) return null;
  const loss = objective[0] ?? -1;
  const node = graph.nodes[loss];
  if (!node || opOf(node.op).kind !== "loss") return null;
  const source = topology.sources[topology.incoming[loss]?.[0] ?? -1] ?? -1;
  const prediction = slots[source]?.value ?? -1;
  return prediction < 0 ? null : { input, target, prediction };
}

function isTarget({ graph, topology }: Plan, id: string): boolean {
  const node = graph.nodes[topology.indexOf.get(id) ?? -1];
  const op = node && opOf(node.op);
  return op?.kind === "leaf" && op.isTarget === true;
}
