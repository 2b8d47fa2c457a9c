import {
  type BackflowDocument,
  type Graph,
  type GraphNode,
  type Layout,
  type NodeId,
  type Position,
  topologyOf,
} from "@/graph";
import { opOf } from "@/ops";
import { type Size, sizeOf } from "../node-size";
import { GAP } from "../placement";
import { balanceRows, type Standing } from "./balanced-rows";
import { heightsIn } from "./column-heights";
import { sortColumns } from "./column-order";
import { columnsOf, type Standee } from "./columns";
import { clearWires } from "./wire-clearance";

/** More room between two columns, canvas units: labels stand beside wires that part or meet. */
const ROOM_FOR_LABEL = 84;
/** A node this much lower than a loss leaves the row below that free for a target and its wire. */
const SLIGHTLY_LOWER = GAP / 2;

/**
 * Where the nodes of a tidy graph stand: in columns from left to right, its upper left corner where it was. A target
 * stands below what it is compared with, so that the chain to the loss runs level.
 */
export function tidyLayout({ graph, layout }: BackflowDocument): ReadonlyMap<NodeId, Position> {
  const targets = targetsOf(graph);
  const placed = withTargets(graph, inColumns(graph, layout, targets), targets);
  const corners = clearWires(graph, placed, new Set(targets.keys()));
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

/** All nodes but the targets, and where wires pass, in columns from left to right, balanced within these. */
function inColumns(
  graph: Graph,
  layout: Layout,
  targets: ReadonlyMap<NodeId, unknown>,
): readonly Standing[] {
  const columns = sortColumns(columnsOf(graph, layout, new Set(targets.keys())));
  const heights = heightsIn(columns);
  const standing: Standing[] = [];
  let edge = 0;
  for (const column of columns) {
    const width = Math.max(...column.map(({ node }) => sizeAt(node).width));
    for (const standee of column) {
      const y = heights.get(standee) ?? 0;
      standing.push({ node: standee.node, x: edge + width / 2, y });
    }
    edge += width + GAP + (needsLabels(graph, column) ? ROOM_FOR_LABEL : 0);
  }
  return balanceRows(graph, standing);
}

/** Do wires part behind a column, or meet after it? */
function needsLabels(graph: Graph, column: readonly Standee[]): boolean {
  return column.some(
    ({ node, after }) =>
      (node !== null && after.length > 0 && fansOut(graph, node.id)) ||
      after.some(({ standee }) => standee.node !== null && fansIn(graph, standee.node.id)),
  );
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
