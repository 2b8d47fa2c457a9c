import { type DrawnPoint, interpolation } from "@/data";
import { opOf } from "@/ops";
import type { BackflowDocument, GraphNode, LinearNode, NodeId } from "../document";
import { isLinear } from "../nodes";
import { topologyOf } from "../topology";

/** A shallow ReLU network of one input whose hidden units are one node, and the drawn curve that its rows come from. */
export interface ConstructibleNetwork {
  readonly input: NodeId;
  readonly hidden: LinearNode;
  readonly output: LinearNode;
  /** At least two. */
  readonly points: readonly DrawnPoint[];
}

/** Hidden units that a construction may have. */
export const MOST_CONSTRUCTED_UNITS = 1000;

/** The network of a document that joints can be placed for; null where the graph or its rows are of another kind. */
export function constructibleNetwork({
  graph,
  data,
}: BackflowDocument): ConstructibleNetwork | null {
  if (data.source.kind !== "recipe") return null;
  const { points } = data.source.recipe;
  if (points.length < 2) return null;
  const { incoming, sources, widths } = topologyOf(graph);
  const before = (node: number): number =>
    incoming[node]?.length === 1 ? (sources[incoming[node][0] ?? -1] ?? -1) : -1;
  for (const [index, output] of graph.nodes.entries()) {
    if (!isLinear(output) || output.width !== 1) continue;
    const unit = before(index);
    const inner = before(unit);
    const leaf = before(inner);
    const [activation, hidden, input] = [unit, inner, leaf].map(
      (at): GraphNode | undefined => graph.nodes[at],
    );
    if (activation?.op !== "relu" || !hidden || !isLinear(hidden) || !input) continue;
    const op = opOf(input.op);
    const isOne = op.kind === "leaf" && op.perSample && widths[leaf] === 1;
    if (isOne) return { input: input.id, hidden, output, points };
  }
  return null;
}

/**
 * The network with D units by construction: their joints stand at a, a + h, …, b − h, h = (b − a)/D, each θ_d1 is 1, and
 * each ϕ_d is the change of slope at its joint, so that the network passes through D + 1 points of the curve. Left of a
 * it is level, right of b it goes straight on.
 */
export function withConstruction(
  document: BackflowDocument,
  { hidden, output, points }: ConstructibleNetwork,
  units: number,
): BackflowDocument {
  const knots = interpolation(points, units);
  const joints = knots.slice(0, -1);
  const slopes = joints.map(({ x, y }, index) => {
    const next = knots[index + 1] as DrawnPoint;
    return (next.y - y) / (next.x - x);
  });
  const changes = slopes.map((slope, index) => slope - (slopes[index - 1] ?? 0));
  const numbers = new Map(document.numbers);
  numbers.set(hidden.id, {
    kind: "linear",
    beta: joints.map(({ x }) => 0 - x),
    omega: [joints.map(() => [1])],
  });
  numbers.set(output.id, { kind: "linear", beta: [knots[0]?.y ?? 0], omega: [[changes]] });
  if (hidden.width === units) return { ...document, numbers };
  const nodes = document.graph.nodes.map((node) =>
    node === hidden ? { ...hidden, width: units } : node,
  );
  return { ...document, graph: { ...document.graph, nodes }, numbers };
}
