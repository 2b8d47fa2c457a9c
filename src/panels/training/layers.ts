import { trainingRows } from "@/data";
import {
  type Arenas,
  blockRows,
  clearPartials,
  createArenas,
  type Plan,
  planColumns,
  planOf,
  readRows,
  runBackward,
  runForward,
  writeNumbers,
} from "@/engine";
import type { BackflowDocument, NodeId, NodeIndex } from "@/graph";
import { opOf } from "@/ops";

/** The activations of one depth of a network, over all of its units and training rows. */
export interface Layer {
  /** The greatest |h|. */
  readonly value: number;
  /** The greatest |∂ℓᵢ/∂h|. */
  readonly derivative: number;
}

/** For each loss the layers before it, the first one first; as many for each as it has. */
export type LayersOfLosses = readonly (readonly Layer[])[];

/** Finds the layers before each of these losses for any numbers of the graph. */
export function layersBefore(
  { graph, data }: Pick<BackflowDocument, "graph" | "data">,
  losses: readonly NodeId[],
): (numbers: BackflowDocument["numbers"]) => LayersOfLosses {
  const plan = planOf(graph);
  const rows = trainingRows(data);
  const arenas = createArenas(plan, blockRows(plan, rows));
  const columns = planColumns(plan, data);
  const groups = losses.map((loss) => activationsBefore(plan, loss));
  return (numbers) => layersAt({ plan, rows, arenas, columns, groups }, numbers);
}

interface Walk {
  readonly plan: Plan;
  readonly rows: number;
  readonly arenas: Arenas;
  readonly columns: ReturnType<typeof planColumns>;
  readonly groups: readonly (readonly (readonly NodeIndex[])[])[];
}

function layersAt(
  { plan, rows, arenas, columns, groups }: Walk,
  numbers: BackflowDocument["numbers"],
): LayersOfLosses {
  const found = groups.map((layers) => layers.map(() => ({ value: 0, derivative: 0 })));
  writeNumbers(plan, numbers, arenas);
  clearPartials(arenas);
  for (let first = 0; first < rows; first += arenas.rows) {
    const count = Math.min(arenas.rows, rows - first);
    readRows(plan, columns, null, first, count, arenas);
    runForward(plan, arenas, count);
    runBackward(plan, arenas, count);
    for (const [index, layers] of groups.entries()) {
      for (const [depth, nodes] of layers.entries()) {
        const layer = found[index]?.[depth];
        if (!layer) continue;
        for (const node of nodes) {
          const { value, gradient } = plan.slots[node] ?? { value: -1, gradient: -1 };
          const width = plan.topology.widths[node] ?? 0;
          const greatest = (numbers: Float64Array, slot: number) =>
            slot < 0 ? 0 : greatestSize(numbers, slot * arenas.rows, count * width);
          layer.value = Math.max(layer.value, greatest(arenas.values, value));
          layer.derivative = Math.max(layer.derivative, greatest(arenas.derivatives, gradient));
        }
      }
    }
  }
  return found;
}

/** NaN where one of them is NaN. */
function greatestSize(numbers: Float64Array, from: number, count: number): number {
  let greatest = 0;
  for (let at = from; at < from + count; at++) {
    greatest = Math.max(greatest, Math.abs(numbers[at] as number));
  }
  return greatest;
}

/** The activations on the ways to a loss, by how many stand before them on the longest of those ways. */
function activationsBefore(plan: Plan, loss: NodeId): readonly (readonly NodeIndex[])[] {
  const { graph, topology } = plan;
  const leads = new Set([topology.indexOf.get(loss) ?? -1]);
  for (const node of Array.from(topology.order).reverse()) {
    if (!leads.has(node)) continue;
    for (const wire of topology.incoming[node] ?? []) leads.add(topology.sources[wire] ?? -1);
  }
  /** By node: how many activations stand up to it, with itself. */
  const depths = new Map<NodeIndex, number>();
  const layers: NodeIndex[][] = [];
  for (const node of topology.order) {
    const op = graph.nodes[node] && opOf(graph.nodes[node].op);
    if (!op || !leads.has(node)) continue;
    let depth = 0;
    for (const wire of topology.incoming[node] ?? []) {
      depth = Math.max(depth, depths.get(topology.sources[wire] ?? -1) ?? 0);
    }
    const isActivation = op.kind === "unary" && op.group === "activations";
    if (isActivation) {
      layers[depth] ??= [];
      layers[depth]?.push(node);
    }
    depths.set(node, depth + Number(isActivation));
  }
  return layers;
}
