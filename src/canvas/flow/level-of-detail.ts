import { createContext } from "react";
import type { Graph } from "@/graph";

/** Nodes up to which a graph is seen at once, without a map. */
const MOST_WITHOUT_MAP = 30;
/** Nodes up to which all of a graph is on the page; of a larger one, what is in view. */
const MOST_DRAWN = 300;
/** Below this zoom the many digits of a large graph are no help: it is drawn as an overview. */
const OVERVIEW_BELOW = 0.55;

/** Does a graph have a map, in the lower right corner of the canvas? */
export function hasMap(graph: Graph): boolean {
  return graph.nodes.length > MOST_WITHOUT_MAP;
}

/** Is a graph so large that only what is in view is on the page? */
export function isLarge(graph: Graph): boolean {
  return graph.nodes.length > MOST_DRAWN;
}

/** Is a graph drawn as an overview at a zoom? */
export function isOverview(graph: Graph, zoom: number): boolean {
  return isLarge(graph) && zoom < OVERVIEW_BELOW;
}

/** Is the graph drawn as an overview? Then its nodes are no more than places to take hold of? */
export const OverviewContext = createContext(false);
