import type { BackflowDocument, NodeId, Position } from "@/graph";
import { type Size, sizeOf } from "./node-size";

/** A rectangle of the canvas: its upper left corner and its size, canvas units. */
export type Box = Position & Size;

const NO_ROOM: Position = { x: 0, y: 0 };

/** The box of each node that has a place, by id. A node without one is left out. */
export function boxesById({ graph, layout }: BackflowDocument): ReadonlyMap<NodeId, Box> {
  return new Map(
    graph.nodes.flatMap((node): (readonly [NodeId, Box])[] => {
      const corner = layout.get(node.id);
      return corner ? [[node.id, { ...corner, ...sizeOf(node) }]] : [];
    }),
  );
}

/** Do two boxes overlap, or stand nearer to one another than this room between them? */
export function areNear(one: Box, other: Box, room: Position = NO_ROOM): boolean {
  return (
    one.x < other.x + other.width + room.x &&
    other.x < one.x + one.width + room.x &&
    one.y < other.y + other.height + room.y &&
    other.y < one.y + one.height + room.y
  );
}
