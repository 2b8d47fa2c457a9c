import { graphlib, layout as runDagre } from "@dagrejs/dagre";
import {
  type BackflowDocument,
  GAP,
  type Graph,
  type NodeId,
  type Position,
  positionBeside,
  sizeOf,
  topologyOf,
  type Wire,
} from "@/graph";
import { opOf } from "@/ops";

/** Room for a wire that passes a column of nodes, canvas units. */
const ROOM_FOR_WIRE = 110;
/** What makes more room between two columns: labels stand beside wires that part or meet. */
const ROOM_FOR_LABEL = { width: 84, height: 1, labelpos: "c" };

/**
 * Where the nodes of a tidy graph stand: in columns from left to right, its upper left corner where it was. A target
 * stands below what it is compared with, so that the chain to the loss runs level.
 */
export function tidyLayout(document: BackflowDocument): ReadonlyMap<NodeId, Position> {
  const { graph } = document;
  const targets = targetsOf(graph);
  const corners = inColumns(graph, targets);
  for (const { source, target } of targets) {
    // Targets that have no place yet are in the way of none.
    corners.set(source, positionBeside({ ...document, layout: corners }, source, target));
  }
  const from = cornerOf(corners);
  const to = cornerOf(document.layout);
  for (const [node, { x, y }] of corners) {
    corners.set(node, {
      x: Math.round(x + to.x - from.x) + 0,
      y: Math.round(y + to.y - from.y) + 0,
    });
  }
  return corners;
}

/** Wires by which a leaf comes second into a loss, and goes nowhere else. */
function targetsOf(graph: Graph): readonly Wire[] {
  const { indexOf, incoming } = topologyOf(graph);
  return graph.wires.filter(({ source, target, port }) => {
    const isCompared = (incoming[indexOf.get(target) ?? -1]?.[0] ?? -1) >= 0;
    return (
      port === 1 &&
      isCompared &&
      kindOf(graph, target) === "loss" &&
      kindOf(graph, source) === "leaf" &&
      !fansOut(graph, source)
    );
  });
}

/** Dagre's layered layout of all nodes but the sources of some wires. */
function inColumns(graph: Graph, without: readonly Wire[]): Map<NodeId, Position> {
  const gone = new Set(without.map(({ source }) => source));
  const drawing = new graphlib.Graph({ multigraph: true });
  // Of its four alignments the first: the mean of all would be level nowhere.
  const align = "UL";
  drawing.setGraph({ rankdir: "LR", align, ranksep: GAP, nodesep: GAP, edgesep: ROOM_FOR_WIRE });
  drawing.setDefaultEdgeLabel(() => ({}));
  const nodes = graph.nodes.filter(({ id }) => !gone.has(id));
  for (const node of nodes) drawing.setNode(node.id, { ...sizeOf(node) });
  for (const { source, target, port } of graph.wires) {
    if (gone.has(source)) continue;
    const runsAlone = !fansOut(graph, source) && !fansIn(graph, target);
    drawing.setEdge(source, target, runsAlone ? {} : ROOM_FOR_LABEL, String(port));
  }
  runDagre(drawing);
  const middles = new Map<NodeId, Position>(
    nodes.map(({ id }) => [id, drawing.node(id) as Position]),
  );
  const way = isUpsideDown(graph, middles) ? -1 : 1;
  const corners = new Map<NodeId, Position>();
  for (const node of nodes) {
    const { x, y } = middles.get(node.id) ?? { x: 0, y: 0 };
    const { width, height } = sizeOf(node);
    corners.set(node.id, { x: x - width / 2, y: way * y - height / 2 });
  }
  return corners;
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

function kindOf(graph: Graph, id: NodeId) {
  const node = graph.nodes[topologyOf(graph).indexOf.get(id) ?? -1];
  return node && opOf(node.op).kind;
}

function fansOut(graph: Graph, id: NodeId): boolean {
  const { indexOf, outgoing } = topologyOf(graph);
  return (outgoing[indexOf.get(id) ?? -1]?.length ?? 0) > 1;
}

/** Do several wires meet at a node? Into a loss they come from two sides. */
function fansIn(graph: Graph, id: NodeId): boolean {
  const { indexOf, incoming } = topologyOf(graph);
  return kindOf(graph, id) !== "loss" && (incoming[indexOf.get(id) ?? -1]?.length ?? 0) > 1;
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
