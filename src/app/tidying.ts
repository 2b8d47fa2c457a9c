import { graphlib, layout as runDagre } from "@dagrejs/dagre";
import { type BackflowDocument, type NodeId, type Position, sizeOf } from "@/graph";
import { documentOf, useBackflow } from "@/store";

/** Canvas units between the columns and the rows of a tidy graph. */
const COLUMN_GAP = 66;
const ROW_GAP = 44;
/** How long the nodes take to their places, in milliseconds. */
const DURATION = 450;

let tidied = 0;

/** Lays the graph out anew, in columns from left to right; the nodes glide to their places, and it is one undo. */
export function tidyGraph(): void {
  const before = documentOf(useBackflow.getState());
  const places = layOut(before);
  tidied++;
  const gesture = `tidy:${tidied}`;
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    useBackflow.getState().moveNodes(places, gesture);
    useBackflow.getState().requestFit();
  } else {
    glide(before.layout, places, gesture);
  }
  useBackflow.getState().say("Tidied up.");
}

/** Moves the nodes frame by frame; an edit or an undo in between ends it where it is. */
function glide(
  from: ReadonlyMap<NodeId, Position>,
  to: ReadonlyMap<NodeId, Position>,
  gesture: string,
): void {
  const start = performance.now();
  const tick = (now: number): void => {
    const state = useBackflow.getState();
    const { history } = state;
    const part = Math.min(1, (now - start) / DURATION);
    const eased = part * part * (3 - 2 * part);
    const begun = history.gesture === gesture;
    const untouched = documentOf(state).layout === from;
    if (!begun && !untouched) return;
    state.moveNodes(between(from, to, eased), gesture);
    if (part < 1) requestAnimationFrame(tick);
    else state.requestFit();
  };
  requestAnimationFrame(tick);
}

function between(
  from: ReadonlyMap<NodeId, Position>,
  to: ReadonlyMap<NodeId, Position>,
  part: number,
): Map<NodeId, Position> {
  const places = new Map<NodeId, Position>();
  for (const [node, end] of to) {
    const start = from.get(node) ?? end;
    places.set(node, {
      x: Math.round(start.x + (end.x - start.x) * part) + 0,
      y: Math.round(start.y + (end.y - start.y) * part) + 0,
    });
  }
  return places;
}

/** Dagre's layered layout, with the graph's upper left corner where it was. */
function layOut({ graph, layout }: BackflowDocument): Map<NodeId, Position> {
  const drawing = new graphlib.Graph({ multigraph: true });
  drawing.setGraph({ rankdir: "LR", ranksep: COLUMN_GAP, nodesep: ROW_GAP });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) drawing.setNode(node.id, { ...sizeOf(node) });
  for (const { source, target, port } of graph.wires) {
    drawing.setEdge(source, target, {}, String(port));
  }
  runDagre(drawing);
  const corners = new Map<NodeId, Position>();
  for (const node of graph.nodes) {
    const { x, y } = drawing.node(node.id) as Position;
    const { width, height } = sizeOf(node);
    corners.set(node.id, { x: x - width / 2, y: y - height / 2 });
  }
  const shift = difference(cornerOf(layout), cornerOf(corners));
  for (const [node, { x, y }] of corners) {
    corners.set(node, { x: Math.round(x + shift.x) + 0, y: Math.round(y + shift.y) + 0 });
  }
  return corners;
}

function cornerOf(layout: ReadonlyMap<NodeId, Position>): Position {
  let x = Number.POSITIVE_INFINITY;
  let y = Number.POSITIVE_INFINITY;
  for (const position of layout.values()) {
    x = Math.min(x, position.x);
    y = Math.min(y, position.y);
  }
  return { x, y };
}

function difference(a: Position, b: Position): Position {
  return { x: a.x - b.x, y: a.y - b.y };
}
