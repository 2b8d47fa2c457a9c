import { graphlib, layout as runDagre } from "@dagrejs/dagre";
import {
  type BackflowDocument,
  type Graph,
  type GraphNode,
  type NodeId,
  type Position,
  topologyOf,
} from "@/graph";
import { opOf } from "@/ops";
import { type Size, sizeOf } from "../node-size";
import { GAP } from "../placement";
import { balanceRows, type Standing } from "./balanced-rows";
import { standByDepth } from "./columns-by-depth";
import { clearWays } from "./wire-clearance";

/** Room for a wire that passes a column of nodes, canvas units. */
const ROOM_FOR_WIRE = 110;
/** What makes more room between two columns: labels stand beside wires that part or meet. */
const ROOM_FOR_LABEL = { width: 84, height: 1, labelpos: "c" };
/** A node this much lower than a loss leaves the row below that free for a target and its wire. */
const SLIGHTLY_LOWER = GAP / 2;

/**
 * Where the nodes of a tidy graph stand: in columns from left to right, its upper left corner where it was. A target
 * stands below what it is compared with, so that the chain to the loss runs level.
 */
export function tidyLayout({ graph, layout }: BackflowDocument): ReadonlyMap<NodeId, Position> {
  const targets = targetsOf(graph);
  const placed = withTargets(graph, inColumns(graph, targets), targets);
  const corners = clearWays(graph, placed, new Set(targets.keys()));
  const from = cornerOf(corners);
  const to = cornerOf(layout);
  return new Map(
    Array.from(corners, ([node, { x, y }]) => [
      node,
      { x: Math.round(x + to.x - from.x) + 0, y: Math.round(y + to.y - from.y) + 0 },
    ]),
  );
}

/** Leaves that come second into losses, and go nowhere else; with these losses. */
function targetsOf(graph: Graph): ReadonlyMap<NodeId, readonly NodeId[]> {
  const { incoming, outgoing } = topologyOf(graph);
  const targets = new Map<NodeId, readonly NodeId[]>();
  for (const [index, { id, op }] of graph.nodes.entries()) {
    const wires = Array.from(outgoing[index] ?? []).flatMap((wire) => graph.wires[wire] ?? []);
    if (opOf(op).kind !== "leaf" || wires.length === 0) continue;
    const areCompared = wires.every(
      ({ target, port }) =>
        port === 1 &&
        kindOf(graph, target) === "loss" &&
        (incoming[indexOf(graph, target)]?.[0] ?? -1) >= 0,
    );
    if (areCompared)
      targets.set(
        id,
        wires.map(({ target }) => target),
      );
  }
  return targets;
}

/** Dagre's layered layout of all nodes but the targets, balanced within its columns. */
function inColumns(graph: Graph, targets: ReadonlyMap<NodeId, unknown>): readonly Standing[] {
  const drawing = new graphlib.Graph({ multigraph: true });
  // Of its four alignments the first: the mean of all would be level nowhere.
  const align = "UL";
  drawing.setGraph({ rankdir: "LR", align, ranksep: GAP, nodesep: GAP, edgesep: ROOM_FOR_WIRE });
  drawing.setDefaultEdgeLabel(() => ({}));
  const nodes = graph.nodes.filter(({ id }) => !targets.has(id));
  // Dagre keeps nodes by name in plain objects, which have names of their own, such as "constructor".
  const nameOf = (id: NodeId): string => `node ${indexOf(graph, id)}`;
  for (const node of nodes) drawing.setNode(nameOf(node.id), { ...sizeOf(node) });
  for (const { source, target, port } of graph.wires) {
    if (targets.has(source)) continue;
    const runsAlone = !fansOut(graph, source) && !fansIn(graph, target);
    drawing.setEdge(
      nameOf(source),
      nameOf(target),
      runsAlone ? {} : { ...ROOM_FOR_LABEL },
      String(port),
    );
  }
  try {
    runDagre(drawing);
  } catch (error) {
    // Dagre calls itself once for each node of a path, and long paths exhaust the stack.
    if (!isStackOverflow(error)) throw error;
    return balanceRows(graph, standByDepth(graph, new Set(targets.keys())));
  }
  const middles = new Map<NodeId, Position>(
    nodes.map(({ id }) => [id, drawing.node(nameOf(id)) as Position]),
  );
  const way = isUpsideDown(graph, middles) ? -1 : 1;
  const columns = new Set(Array.from(middles.values(), ({ x }) => x));
  const passing = drawing
    .edges()
    .flatMap((edge) => (drawing.edge(edge) as { points: readonly Position[] }).points)
    .filter(({ x }) => columns.has(x));
  const standing = [
    ...nodes.map((node) => ({ node, ...(middles.get(node.id) ?? { x: 0, y: 0 }) })),
    ...passing.map((position) => ({ node: null, ...position })),
  ].map(({ node, x, y }) => ({ node, x, y: way * y }));
  return balanceRows(graph, standing);
}

/**
 * The corners of all nodes, targets among them: each in the row below its loss, in the column of the prediction if that
 * leaves the way free, else in that of the loss. What would be in its way moves down with all that is as low or lower,
 * so that what was level stays level.
 */
function withTargets(
  graph: Graph,
  standing: readonly Standing[],
  targets: ReadonlyMap<NodeId, readonly NodeId[]>,
): Map<NodeId, Position> {
  const columnOf = new Map(standing.map(({ node, x }) => [node?.id, x]));
  const rows = rowsOf(standing);
  const targetBelow = targetsByRow(graph, rows.flat(), targets);
  const corners = new Map<NodeId, Position>();
  /** The lower edge of what is placed so far in a column. */
  const edges = new Map<number, number>();
  const edgeOf = (column: number): number => edges.get(column) ?? Number.NEGATIVE_INFINITY;
  let moved = 0;
  for (const row of rows) {
    for (const { node, x, y } of row) {
      moved = Math.max(moved, edgeOf(x) + GAP - (y - sizeAt(node).height / 2));
    }
    for (const { node, x, y } of row) {
      const { width, height } = sizeAt(node);
      if (node) corners.set(node.id, { x: x - width / 2, y: y + moved - height / 2 });
      edges.set(x, y + moved + height / 2);
    }
    for (const { node, y } of row) {
      const target = node && targetBelow.get(node.id);
      if (!target) continue;
      const { loss } = target;
      const bottom = y + moved + sizeAt(node).height / 2;
      const prediction = firstInto(graph, loss.node?.id ?? "");
      const before = columnOf.get(prediction) ?? loss.x;
      const isBefore = !fansOut(graph, prediction) && edgeOf(before) - bottom <= SLIGHTLY_LOWER;
      const column = isBefore ? before : loss.x;
      const { width, height } = sizeOf(target.node);
      const top = Math.max(bottom, edgeOf(column) - SLIGHTLY_LOWER) + GAP;
      const left = loss.x - (isBefore ? sizeAt(loss.node).width / 2 + GAP + width : width / 2);
      corners.set(target.node.id, { x: left, y: top });
      edges.set(column, top + height);
    }
  }
  return corners;
}

/**
 * Each target with the loss it stands beside, by the loss in the row above. One that losses share stands between two of
 * their rows, beside the loss furthest to the right: no chain is there for its wires to run through.
 */
function targetsByRow(
  graph: Graph,
  downwards: readonly Standing[],
  targets: ReadonlyMap<NodeId, readonly NodeId[]>,
): ReadonlyMap<NodeId, { readonly node: GraphNode; readonly loss: Standing }> {
  const rankOf = new Map(downwards.map(({ node }, index) => [node?.id, index]));
  const byRow = new Map<NodeId, { readonly node: GraphNode; readonly loss: Standing }>();
  for (const node of graph.nodes) {
    const ranks = (targets.get(node.id) ?? []).map((id) => rankOf.get(id) ?? -1);
    const losses = ranks.sort((a, b) => a - b).flatMap((index) => downwards[index] ?? []);
    const above = losses[(losses.length - 1) >> 1];
    if (!above?.node) continue;
    const loss = losses.reduce((right, each) => (each.x > right.x ? each : right), above);
    byRow.set(above.node.id, { node, loss });
  }
  return byRow;
}

/** What stands at one height, from above to below. */
function rowsOf(standing: readonly Standing[]): readonly (readonly Standing[])[] {
  const rows = new Map<number, Standing[]>();
  for (const each of standing) {
    const row = rows.get(each.y);
    if (row) row.push(each);
    else rows.set(each.y, [each]);
  }
  return Array.from(rows)
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row);
}

/** Dagre knows nothing of ports: do more wires cross before them than would if the graph were turned over? */
function isUpsideDown(graph: Graph, middles: ReadonlyMap<NodeId, Position>): boolean {
  const { incoming } = topologyOf(graph);
  let crossed = 0;
  for (const ports of incoming) {
    const heights = Array.from(ports, (wire) => middles.get(graph.wires[wire]?.source ?? "")?.y);
    for (const [port, height = Number.NaN] of heights.entries()) {
      const next = heights[port + 1] ?? Number.NaN;
      crossed += Number(next < height) - Number(next > height);
    }
  }
  return crossed > 0;
}

/** Firefox has a kind of its own for it. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof Error && (error instanceof RangeError || error.name === "InternalError");
}

function indexOf(graph: Graph, id: NodeId): number {
  return topologyOf(graph).indexOf.get(id) ?? -1;
}

function kindOf(graph: Graph, id: NodeId) {
  const node = graph.nodes[indexOf(graph, id)];
  return node && opOf(node.op).kind;
}

/** A wire that passes a column takes no room of its own. */
function sizeAt(node: GraphNode | null): Size {
  return node ? sizeOf(node) : { width: 0, height: 0 };
}

/** What comes first into a node. */
function firstInto(graph: Graph, id: NodeId): NodeId {
  const [first = -1] = topologyOf(graph).incoming[indexOf(graph, id)] ?? [];
  return graph.wires[first]?.source ?? "";
}

function fansOut(graph: Graph, id: NodeId): boolean {
  return (topologyOf(graph).outgoing[indexOf(graph, id)]?.length ?? 0) > 1;
}

/** Do several wires meet at a node? Into a loss they come from two sides. */
function fansIn(graph: Graph, id: NodeId): boolean {
  const { incoming } = topologyOf(graph);
  return kindOf(graph, id) !== "loss" && (incoming[indexOf(graph, id)]?.length ?? 0) > 1;
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
