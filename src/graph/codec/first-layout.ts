import { opOf } from "@/ops";
import type { Graph, NodeId, Position } from "../document";
import { topologyOf } from "../topology";

/** From column to column and from row to row, in canvas units. */
const PITCH = { x: 190, y: 190 };

/**
 * Positions for nodes that have none, such as those of a file that was written by hand: in columns, each node right of
 * all that feeds it, a leaf just left of what it feeds; below the nodes that have a position.
 */
export function firstLayout(
  graph: Graph,
  placed: ReadonlyMap<NodeId, Position>,
): ReadonlyMap<NodeId, Position> {
  const { order, incoming, outgoing, sources, targets } = topologyOf(graph);
  const columns = new Int32Array(graph.nodes.length);
  for (const node of order) {
    for (const wire of incoming[node] ?? []) {
      const source = sources[wire] ?? -1;
      if (source >= 0) columns[node] = Math.max(columns[node] ?? 0, (columns[source] ?? 0) + 1);
    }
  }
  graph.nodes.forEach(({ op }, node) => {
    const fed = Array.from(outgoing[node] ?? [], (wire) => columns[targets[wire] ?? -1] ?? 0);
    if (opOf(op).kind === "leaf" && fed.length > 0) columns[node] = Math.min(...fed) - 1;
  });
  const lowest = Math.max(...[...placed.values()].map(({ y }) => y));
  const top = Number.isFinite(lowest) ? lowest + PITCH.y : 0;
  const filled = new Map<number, number>();
  const layout = new Map<NodeId, Position>();
  graph.nodes.forEach(({ id }, node) => {
    const known = placed.get(id);
    const column = columns[node] ?? 0;
    const row = filled.get(column) ?? 0;
    if (!known) filled.set(column, row + 1);
    layout.set(id, known ?? { x: column * PITCH.x, y: top + row * PITCH.y });
  });
  return layout;
}
