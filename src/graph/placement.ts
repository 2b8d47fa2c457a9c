import type { BackflowDocument, NodeId, Position } from "./document";

/** From a node to the place beside it, and the least room between two, canvas units. */
export const COLUMN = 190;
const ROOM: Position = { x: 150, y: 185 };
const ROW = 200;
/** How far down and up a free place is looked for, in rows. */
const FARTHEST = 200;

/** A place near the wanted one where a node covers no other: there, or in the nearest free row below or above. */
export function freePosition(document: BackflowDocument, wanted: Position): Position {
  const taken = [...document.layout.values()];
  const isFree = ({ x, y }: Position): boolean =>
    taken.every((other) => Math.abs(other.x - x) >= ROOM.x || Math.abs(other.y - y) >= ROOM.y);
  for (let row = 0; row <= FARTHEST; row++) {
    for (const y of row === 0 ? [wanted.y] : [wanted.y + row * ROW, wanted.y - row * ROW]) {
      const place = { x: Math.round(wanted.x) + 0, y: Math.round(y) + 0 };
      if (isFree(place)) return place;
    }
  }
  return { x: Math.round(wanted.x) + 0, y: Math.round(wanted.y) + 0 };
}

/** The place for a node that goes on from others: one column to the right of the rightmost, at the height of the first. */
export function positionAfter(document: BackflowDocument, nodes: readonly NodeId[]): Position {
  const positions = nodes.flatMap((node) => document.layout.get(node) ?? []);
  const [first] = positions;
  if (first === undefined) return freePosition(document, { x: 0, y: 0 });
  const x = Math.max(...positions.map((position) => position.x)) + COLUMN;
  return freePosition(document, { x, y: first.y });
}
