import type { BackflowDocument, GraphNode, NodeId, Position, Wire } from "@/graph";
import { LIMITS, portCount, withinCanvas, withPositions } from "@/graph";
import { areNear, boxesById } from "./boxes";
import { inputEnd, outputEnd, sizeOf, sizeOfOp } from "./node-size";

/**
 * From a node to the next one in its row or column, canvas units: as in the presets, a level wire between the two has
 * room for ω with its number above it.
 */
export const GAP = 66;
/** The least room between two nodes, where somebody has left no more. */
export const ROOM: Position = { x: 26, y: 21 };
/** What is so little off the level of its wire was meant to be level, canvas units. */
const NEARLY_LEVEL = 40;

/** The size of most nodes. */
const ORDINARY = sizeOfOp("linear");

/** The heights between two, without these. */
interface Interval {
  readonly from: number;
  readonly to: number;
}

/**
 * A place near the wanted one where a node covers no other: there, or the nearest one straight below or above it. Without
 * an id it is for a node that is still to come.
 */
export function freePosition(
  document: BackflowDocument,
  wanted: Position,
  id: NodeId | null = null,
): Position {
  const node = id === null ? undefined : nodeAt(document, id);
  const size = node ? sizeOf(node) : ORDINARY;
  const [x, start] = [whole(wanted.x), whole(wanted.y)];
  const others = Array.from(boxesById(document)).flatMap(([other, box]) =>
    other === id ? [] : [box],
  );
  const inTheWay = others.filter(
    (box) => x < box.x + box.width + ROOM.x && box.x < x + size.width + ROOM.x,
  );
  const taken = joined(
    inTheWay.map((box) => ({
      from: box.y - size.height - ROOM.y,
      to: box.y + box.height + ROOM.y,
    })),
  );
  const isFree = (y: number): boolean => Math.abs(y) <= LIMITS.position && !isWithin(taken, y);
  const rows = inTheWay.flatMap((box) => [
    whole(box.y + box.height + GAP),
    whole(box.y - size.height - GAP),
  ]);
  // Rather below than above, where both are about as near.
  const cost = (y: number): number => (y < start ? start - y + GAP : y - start);
  const nearest = [start, ...rows.sort((a, b) => cost(a) - cost(b))].find(isFree);
  return { x, y: nearest ?? start };
}

/**
 * The place for a node beside another: one column to the right of what feeds it, one to the left of what it feeds, at the
 * height at which the wire between the two runs level. What comes second into a loss stands one row below it, as the
 * target does on slides.
 */
export function positionBeside(document: BackflowDocument, id: NodeId, other: NodeId): Position {
  const node = nodeAt(document, id);
  const neighbour = nodeAt(document, other);
  if (!node || !neighbour) return freePosition(document, { x: 0, y: 0 });
  const { wires } = document.graph;
  const corner = document.layout.get(other) ?? { x: 0, y: 0 };
  const feeding = wires.find(({ source, target }) => source === id && target === other);
  const fed = wires.find(({ source, target }) => source === other && target === id);
  const x = feeding
    ? corner.x - GAP - sizeOf(node).width
    : corner.x + sizeOf(neighbour).width + GAP;
  const y = feeding
    ? heightBefore(node, neighbour, feeding.port)
    : heightAfter(neighbour, node, fed?.port ?? 0);
  return freePosition(document, { x, y: corner.y + y }, id);
}

/** The place for a node beside several that feed it, or that it feeds: at the height of their middle. */
export function positionBesideAll(
  document: BackflowDocument,
  id: NodeId,
  others: readonly NodeId[],
): Position {
  const node = nodeAt(document, id);
  const all = boxesById(document);
  const boxes = others.flatMap((other) => all.get(other) ?? []);
  if (!node || boxes.length === 0) return freePosition(document, { x: 0, y: 0 }, id);
  const { width, height } = sizeOf(node);
  const isFeeding = document.graph.wires.some(({ source }) => source === id);
  const x = isFeeding
    ? Math.min(...boxes.map((box) => box.x)) - GAP - width
    : Math.max(...boxes.map((box) => box.x + box.width)) + GAP;
  const middles = boxes.map((box) => box.y + box.height / 2);
  const middle = (Math.min(...middles) + Math.max(...middles)) / 2;
  return freePosition(document, { x, y: middle - height / 2 }, id);
}

/** A place that somebody chose for a wired node, or the level of a wire of it, if that was nearly hit. */
export function levelPosition(document: BackflowDocument, id: NodeId, chosen: Position): Position {
  const [x, y] = [whole(chosen.x), whole(chosen.y)];
  for (const { source, target, port } of document.graph.wires) {
    if (source !== id && target !== id) continue;
    const [from, to] = [nodeAt(document, source), nodeAt(document, target)];
    const other = document.layout.get(source === id ? target : source);
    if (!from || !to || !other) continue;
    const level =
      other.y + (source === id ? heightBefore(from, to, port) : heightAfter(from, to, port));
    if (Math.abs(level - chosen.y) <= NEARLY_LEVEL) return { x, y: whole(level) };
  }
  return { x, y };
}

/**
 * The document with room for a node that was put into a wire: where the ends of the wire stand too near, the second one
 * and all that stands as far to the right move on; the node stands between the two. The same document where there is room, or
 * where the wire leads back to the left.
 */
export function withRoomInWire(
  document: BackflowDocument,
  id: NodeId,
  ends: Wire,
): BackflowDocument {
  const boxes = boxesById(document);
  const [own, from, to] = [id, ends.source, ends.target].map((each) => boxes.get(each));
  if (!own || !from || !to || to.x <= from.x) return document;
  const least = from.x + from.width + ROOM.x;
  const most = to.x - own.width - ROOM.x;
  if (own.x >= least && own.x <= most) return document;
  const moved = new Map<NodeId, Position>();
  const isInRow =
    own.y < Math.max(from.y + from.height, to.y + to.height) &&
    own.y + own.height > Math.min(from.y, to.y);
  if (!isInRow) return document;
  const start = from.x + from.width + GAP;
  const missing = least > most ? start + own.width + GAP - to.x : 0;
  const x = missing > 0 ? start : Math.min(most, Math.max(least, own.x));
  moved.set(id, { x: whole(x), y: own.y });
  for (const [other, box] of boxes) {
    if (missing <= 0 || other === id || box.x < to.x) continue;
    moved.set(other, { x: whole(box.x + missing), y: box.y });
  }
  return withPositions(document, moved);
}

/** Does a node stand between the ends of a wire that it was put into, and cover no other? */
export function standsBetween(document: BackflowDocument, id: NodeId, ends: Wire): boolean {
  const boxes = boxesById(document);
  const [own, from, to] = [id, ends.source, ends.target].map((each) => boxes.get(each));
  if (!own || !from || !to) return true;
  const covers = Array.from(boxes).some(([other, box]) => other !== id && areNear(own, box));
  return !covers && own.x >= from.x + from.width && own.x + own.width <= to.x;
}

/** Where the corner of a node is for its end of a wire to lie at a place. */
export function positionByPort(
  document: BackflowDocument,
  id: NodeId,
  { target, port }: Wire,
  position: Position,
): Position {
  const node = nodeAt(document, id);
  if (!node) return position;
  const { offset } = target === id ? arrivalOf(node, port) : outputEnd(node, "right");
  return { x: whole(position.x - offset.x), y: whole(position.y - offset.y) };
}

/** How much lower a node stands than the one that feeds it, for the wire to run level. */
function heightAfter(source: GraphNode, node: GraphNode, port: number): number {
  return outputEnd(source, "right").offset.y - arrivalOf(node, port).offset.y;
}

/** How much lower a node stands than the one it feeds: for the wire to run level, or to come from below. */
function heightBefore(node: GraphNode, target: GraphNode, port: number): number {
  const { side, offset } = inputEnd(target, port, portsOf(target), "below");
  return side === "bottom" ? offset.y + GAP : offset.y - outputEnd(node, "right").offset.y;
}

function arrivalOf(node: GraphNode, port: number) {
  return inputEnd(node, port, portsOf(node), "level");
}

/** Ports of a node, with the first one of a linear node that has none yet. */
function portsOf(node: GraphNode): number {
  return Math.max(1, portCount(node));
}

function nodeAt({ graph }: BackflowDocument, id: NodeId): GraphNode | undefined {
  return graph.nodes.find((node) => node.id === id);
}

/** The intervals from above to below, those that overlap as one. */
function joined(intervals: readonly Interval[]): readonly Interval[] {
  const apart: Interval[] = [];
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (!last || from >= last.to) apart.push({ from, to });
    else if (to > last.to) apart[apart.length - 1] = { from: last.from, to };
  }
  return apart;
}

/** Is a height within one of the intervals, which lie apart and in order? Found by halves. */
function isWithin(intervals: readonly Interval[], y: number): boolean {
  let [first, end] = [0, intervals.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    const { from, to } = intervals[middle] ?? { from: y, to: y };
    if (y > from && y < to) return true;
    if (y <= from) end = middle;
    else first = middle + 1;
  }
  return false;
}

/** A whole coordinate. Adding 0 makes 0 of −0, which links would have to spell out. */
function whole(coordinate: number): number {
  return Math.round(withinCanvas(coordinate)) + 0;
}
