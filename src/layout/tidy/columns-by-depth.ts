import { type Graph, type NodeId, topologyOf } from "@/graph";
import { sizeOf } from "../node-size";
import { GAP } from "../placement";
import type { Standing } from "./balanced-rows";

/**
 * Nodes in columns by the longest path that leads to them, each as near to the height of what comes into it as the
 * column leaves it room. It takes any number of nodes, but leaves no way for wires that pass a column.
 */
export function standByDepth(graph: Graph, left: ReadonlySet<NodeId>): readonly Standing[] {
  const { incoming, order, sources } = topologyOf(graph);
  const depths = new Int32Array(graph.nodes.length);
  const columns: number[][] = graph.nodes.map(() => []);
  for (const index of order) {
    let depth = 0;
    for (const wire of incoming[index] ?? []) {
      if (wire >= 0) depth = Math.max(depth, (depths[sources[wire] as number] as number) + 1);
    }
    depths[index] = depth;
    const node = graph.nodes[index];
    if (!node || left.has(node.id)) continue;
    columns[depth]?.push(index);
  }

  const heights = new Map<number, number>();
  const standing: Standing[] = [];
  let edge = 0;
  for (const column of columns.filter(({ length }) => length > 0)) {
    const nodes = column.flatMap((index) => {
      const node = graph.nodes[index];
      const before = Array.from(incoming[index] ?? []).flatMap(
        (wire) => heights.get(sources[wire] ?? -1) ?? [],
      );
      const wanted = before.reduce((sum, y) => sum + y, 0) / Math.max(1, before.length);
      return node ? [{ index, node, ...sizeOf(node), wanted }] : [];
    });
    const width = Math.max(...nodes.map((node) => node.width));
    let below = Number.NEGATIVE_INFINITY;
    for (const { index, node, height, wanted } of nodes.sort((a, b) => a.wanted - b.wanted)) {
      const y = Math.max(wanted, below + height / 2);
      below = y + height / 2 + GAP;
      heights.set(index, y);
      standing.push({ node, x: edge + width / 2, y });
    }
    edge += width + GAP;
  }
  return standing;
}
