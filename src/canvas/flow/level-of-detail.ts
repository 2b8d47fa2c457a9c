import { createContext } from "react";
import type { Graph } from "@/graph";

/** Nodes up to which a graph is seen at once, without a map. */
const MOST_WITHOUT_MAP = 30;
/** Nodes and wires up to which all of a graph is on the page; of a larger one, what is in view. */
const MOST_NODES_DRAWN = 300;
const MOST_WIRES_DRAWN = 900;
/** Below this zoom the many digits of a large graph are no help: it is drawn as an overview. */
const OVERVIEW_BELOW = 0.55;
/**
 * From so many wires on, and so many a node, even the wires in view are too many to be elements: such a graph is drawn as an
 * overview until it is seen from near enough to tell its wires apart. A long network may have as many wires, but few at
 * each node.
 */
const VERY_MANY_WIRES = 2500;
const VERY_MANY_WIRES_A_NODE = 8;
const OVERVIEW_BELOW_OF_VERY_MANY = 1.6;

/** What of a graph decides how much of it is drawn. */
type Size = Pick<Graph, "nodes" | "wires">;

/** Does a graph have a map, in the lower right corner of the canvas? */
export function hasMap(graph: Graph): boolean {
  return graph.nodes.length > MOST_WITHOUT_MAP;
}

/** Is a graph so large that only what is in view is on the page? */
export function isLarge(graph: Size): boolean {
  return graph.nodes.length > MOST_NODES_DRAWN || graph.wires.length > MOST_WIRES_DRAWN;
}

/** Is a graph drawn as an overview at a zoom? */
export function isOverview(graph: Size, zoom: number): boolean {
  const { nodes, wires } = graph;
  const isDense =
    wires.length > VERY_MANY_WIRES && wires.length > VERY_MANY_WIRES_A_NODE * nodes.length;
  return isLarge(graph) && zoom < (isDense ? OVERVIEW_BELOW_OF_VERY_MANY : OVERVIEW_BELOW);
}

/** Is the graph drawn as an overview? Then its nodes are no more than places to take hold of? */
export const OverviewContext = createContext(false);
