import type { NodeId } from "@/graph";
import type { Frame } from "@/store";
import { nodesSubject, wholeGraph } from "./camera-subject";
import { centre, fitView, isClear, largestFreeSpace, type Room, type View } from "./free-space";

/** From this zoom on a graph can be read: below it the camera goes to the part that is spoken of. */
const READABLE_ZOOM = 0.6;
/** Before and after a run all of a graph is shown that is no smaller than this. */
const LEAST_WHOLE_ZOOM = 0.4;
/** Nearest that the camera goes to a part, and to a small graph. */
const CLOSE_ZOOM = 0.9;
const LARGEST_FIT_ZOOM = 1.5;
/** A view as large as this part of the largest is as good. */
const NEARLY = 0.85;

/** What the camera is to show. */
export type Aim =
  /** The whole graph, because somebody asked for it. */
  | { readonly kind: "whole" }
  /** Before a run and after it: the whole graph, or where that cannot be read, its start or the last step. */
  | { readonly kind: "rest"; readonly nodes: readonly NodeId[] }
  /** What is spoken of, the most important first. */
  | { readonly kind: "nodes"; readonly nodes: readonly NodeId[] };

/**
 * The view of what is to be shown, from the present one: a graph that can be read whole is seen whole; of another the
 * part that is spoken of is brought near, unless it is seen and can be read already. Null: leave the view as it is.
 */
export function viewOfAim(
  aim: Aim,
  frame: Frame,
  room: Room,
  least: number,
  present: View | null,
): View | null {
  const subject = wholeGraph(frame);
  if (!subject) return null;
  const whole = fitView(subject, room, { least, most: LARGEST_FIT_ZOOM });
  const enough = aim.kind === "rest" ? LEAST_WHOLE_ZOOM : READABLE_ZOOM;
  if (aim.kind === "whole") return whole;
  if (whole.zoom >= enough) {
    // What an edit makes stand out of a node is no reason to move a graph that is seen.
    const stays = present && present.zoom >= whole.zoom * NEARLY && isClear(subject, present, room);
    return stays ? null : whole;
  }
  if (aim.nodes.length > 0) return viewOfNodes(aim.nodes, frame, room, present);
  return viewOfStart(frame, room);
}

/** The view of nodes of a graph that cannot be read as a whole. */
export function viewOfNodes(
  nodes: readonly NodeId[],
  frame: Frame,
  room: Room,
  present: View | null,
): View | null {
  const all = nodesSubject(frame, nodes);
  const first = nodesSubject(frame, nodes.slice(0, 1));
  if (!all || !first) return null;
  const limits = { least: LEAST_WHOLE_ZOOM, most: CLOSE_ZOOM };
  const nearest = fitView(all, room, limits);
  const isWhole = isClear(all, nearest, room) && nearest.zoom >= READABLE_ZOOM;
  const subject = isWhole ? all : first;
  const readable = Math.min(READABLE_ZOOM, fitView(subject, room, limits).zoom);
  if (present && present.zoom >= readable && isClear(subject, present, room)) return null;
  if (isWhole) return nearest;
  return fitView(first, room, limits);
}

/** A graph that is too large to be read begins with its first node, at the left edge. */
function viewOfStart(frame: Frame, room: Room): View | null {
  const [node] = frame.document.graph.nodes;
  const first = node && nodesSubject(frame, [node.id]);
  if (!first) return null;
  const { zoom } = fitView(first, room, { least: LEAST_WHOLE_ZOOM, most: CLOSE_ZOOM });
  const space = largestFreeSpace(room);
  const { y } = centre(first.bounds, space, zoom);
  return { x: space.left + 16 - first.bounds.left * zoom, y, zoom };
}
