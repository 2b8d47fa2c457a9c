import type { NodeId } from "@/graph";
import { nodesSubject, type Shown, wholeGraph } from "./camera-subject";
import {
  centre,
  fitView,
  isClear,
  largestFreeSpace,
  type Room,
  type Subject,
  shiftIntoView,
  uncoverOthers,
  type View,
} from "./free-space";
import { letterGrowth } from "./letter-growth";

/** From this zoom on a graph can be read. Below it, the camera goes to the part that is spoken of. */
const READABLE_ZOOM = 0.6;
/** The same in front of a class, for its back row: a number on a wire has 12 pixels. */
const BACK_ROW_ZOOM = 0.73;
/** Narrower canvases are those of phones, which are held near; pixels. */
const LEAST_WIDTH_OF_CLASS = 700;
/** A graph that is as large as this as a whole is seen nearly whole at the zoom of the back row. */
const NEARLY_READABLE_ZOOM = 0.5;
/** From the edges of the canvas to the nodes that are spoken of, pixels. */
const MARGIN = 20;
/** During a run what stands beside the step matters more than a corner that a button covers; pixels. */
const LONGEST_WAY_OUT = 60;
/** Before and after a run all of a graph is shown that is no smaller than this. */
const LEAST_WHOLE_ZOOM = 0.4;
/** Nearest that the camera goes to a part, and to a small graph. */
const CLOSE_ZOOM = 0.9;
/** Zooms that are tried in turn where CLOSE_ZOOM would lay a node or a label under a button. */
const FURTHER_ZOOMS = [0.8, 0.7, READABLE_ZOOM, 0.5];
const LARGEST_FIT_ZOOM = 1.5;
/** A view as large as this part of the largest is as good. */
const NEARLY = 0.85;
const SAME_ZOOM = 0.001;

function isForClass({ width }: Room): boolean {
  return width >= LEAST_WIDTH_OF_CLASS;
}

/** Where all labels have room for larger letters, a graph is read from further away. */
function readableZoom(room: Room, { labelGrowth = 1 }: Shown): number {
  return isForClass(room) ? BACK_ROW_ZOOM / labelGrowth : READABLE_ZOOM;
}

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
  frame: Shown,
  room: Room,
  least: number,
  present: View | null,
): View | null {
  const fitted = fittedGraph(frame, room, least);
  if (!fitted) return null;
  const { subject, view: whole } = fitted;
  const readable = readableZoom(room, frame);
  const enough = aim.kind === "rest" ? LEAST_WHOLE_ZOOM : readable;
  if (aim.kind === "whole") return whole;
  if (whole.zoom >= enough) {
    // What an edit makes stand out of a node is no reason to move a graph that is seen.
    const stays = present && present.zoom >= whole.zoom * NEARLY && isClear(subject, present, room);
    return stays ? null : whole;
  }
  if (aim.nodes.length === 0) return viewOfStart(frame, subject, room);
  if (isForClass(room) && whole.zoom >= NEARLY_READABLE_ZOOM) {
    return viewAround(aim.nodes, frame, subject, room, present);
  }
  return viewOfNodes(aim.nodes, frame, room, present);
}

/** The whole graph, and its view: the further away it is seen from, the larger its letters, and the more it takes. */
function fittedGraph(
  frame: Shown,
  room: Room,
  least: number,
): { readonly subject: Subject; readonly view: View } | null {
  for (let growth = 1; ; ) {
    const subject = wholeGraph(frame, growth);
    if (!subject) return null;
    const view = fitView(subject, room, { least, most: LARGEST_FIT_ZOOM });
    const grown = letterGrowth(view.zoom);
    if (grown <= growth) return { subject, view };
    growth = grown;
  }
}

/**
 * The view of nodes of a graph that can nearly be read as a whole, no larger than that takes: from the middle of the graph it
 * is moved no further than to the nodes.
 */
function viewAround(
  nodes: readonly NodeId[],
  frame: Shown,
  graph: Subject,
  room: Room,
  present: View | null,
): View | null {
  const middle = centre(graph.bounds, largestFreeSpace(room), BACK_ROW_ZOOM);
  for (const subject of [nodesSubject(frame, nodes), nodesSubject(frame, nodes.slice(0, 1))]) {
    if (!subject) return null;
    const isReadable = present && Math.abs(present.zoom - BACK_ROW_ZOOM) < SAME_ZOOM;
    if (isReadable && isClear(subject, present, room)) return null;
    const { x, y } = shiftIntoView(subject.bounds, middle, room, MARGIN);
    const view = { ...middle, x: middle.x + x, y: middle.y + y };
    if (!isClear(subject, view, room)) continue;
    return uncoverOthers([view], subject, graph.parts, room, LONGEST_WAY_OUT);
  }
  return viewOfNodes(nodes, frame, room, present);
}

/** The view of nodes of a graph that cannot be read as a whole. */
export function viewOfNodes(
  nodes: readonly NodeId[],
  frame: Shown,
  room: Room,
  present: View | null,
): View | null {
  const all = nodesSubject(frame, nodes);
  const first = nodesSubject(frame, nodes.slice(0, 1));
  if (!all || !first) return null;
  const limits = { least: LEAST_WHOLE_ZOOM, most: CLOSE_ZOOM };
  const nearest = fitView(all, room, limits);
  const isWhole = isClear(all, nearest, room) && nearest.zoom >= readableZoom(room, frame);
  const subject = isWhole ? all : first;
  const fitted = fitView(subject, room, limits);
  const readable = Math.min(readableZoom(room, frame), fitted.zoom);
  if (present && present.zoom >= readable && isClear(subject, present, room)) return null;
  const further = FURTHER_ZOOMS.filter((zoom) => zoom >= readable && zoom < fitted.zoom);
  const views = further.map((most) => fitView(subject, room, { ...limits, most }));
  const others = wholeGraph(frame, letterGrowth(readable))?.parts ?? [];
  return uncoverOthers([fitted, ...views], subject, others, room);
}

/**
 * A graph that is too large to be read begins with its first node, at the left edge; a little smaller where a button would
 * lie on a node or a label otherwise.
 */
function viewOfStart(frame: Shown, graph: Subject, room: Room): View | null {
  const [node] = frame.document.graph.nodes;
  const first = node && nodesSubject(frame, [node.id]);
  if (!first) return null;
  const space = largestFreeSpace(room);
  const viewAt = (most: number): View => {
    const { zoom } = fitView(first, room, { least: LEAST_WHOLE_ZOOM, most });
    const { y } = centre(first.bounds, space, zoom);
    return { x: space.left + 16 - first.bounds.left * zoom, y, zoom };
  };
  return uncoverOthers(
    [viewAt(CLOSE_ZOOM), ...FURTHER_ZOOMS.map(viewAt)],
    first,
    graph.parts,
    room,
  );
}
