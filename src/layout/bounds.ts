import type { Graph, Layout } from "@/graph";
import { sizeOf } from "./node-size";

/** A rectangle in canvas units. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The least rectangle around all nodes; null where there are none. */
export function boundsOf(graph: Graph, layout: Layout): Bounds | null {
  if (graph.nodes.length === 0) return null;
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const node of graph.nodes) {
    const { x, y } = layout.get(node.id) ?? { x: 0, y: 0 };
    const { width, height } = sizeOf(node);
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { left, top, right, bottom };
}
