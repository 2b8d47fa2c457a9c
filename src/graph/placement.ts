import type { BackflowDocument, NodeId, Position } from "./document";
import { LIMITS } from "./limits";

/** From a node to the place beside it, and the least room between two, canvas units. */
const COLUMN = 190;
const ROOM: Position = { x: 150, y: 185 };
const ROW = 200;

/** A place near the wanted one where a node covers no other: there, or in the nearest free row below or above. */
export function freePosition(document: BackflowDocument, wanted: Position): Position {
  const taken = [...document.layout.values()];
  const isFree = ({ x, y }: Position): boolean =>
    taken.every((other) => Math.abs(other.x - x) >= ROOM.x || Math.abs(other.y - y) >= ROOM.y);
  const [x, start] = [whole(wanted.x), whole(wanted.y)];
  // A node covers two rows at most, so that of so many one is free.
  for (let row = 0; row <= 2 * taken.length + 1; row++) {
    for (const y of row === 0 ? [start] : [start + row * ROW, start - row * ROW]) {
      if (Math.abs(y) <= LIMITS.position && isFree({ x, y })) return { x, y };
    }
  }
  return { x, y: start };
}

/** The place for a node that goes on from others: one column to the right of the rightmost, at the height of the first. */
export function positionAfter(document: BackflowDocument, nodes: readonly NodeId[]): Position {
  const positions = nodes.flatMap((node) => document.layout.get(node) ?? []);
  const [first] = positions;
  if (first === undefined) return freePosition(document, { x: 0, y: 0 });
  const x = Math.max(...positions.map((position) => position.x)) + COLUMN;
  return freePosition(document, { x, y: first.y });
}

/** The place for a node that feeds another: one column to its left, at its height. */
export function positionBefore(document: BackflowDocument, node: NodeId): Position {
  const { x, y } = document.layout.get(node) ?? { x: 0, y: 0 };
  return freePosition(document, { x: x - COLUMN, y });
}

/** The coordinate, or the last one that a document may hold in its direction. */
export function withinCanvas(coordinate: number): number {
  return Math.min(LIMITS.position, Math.max(-LIMITS.position, coordinate));
}

/** A whole coordinate. Adding 0 makes 0 of −0, which links would have to spell out. */
function whole(coordinate: number): number {
  return Math.round(withinCanvas(coordinate)) + 0;
}
