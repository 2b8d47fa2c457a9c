import type { BackflowDocument, NodeId } from "@/graph";
import { sizeOf } from "./node-size";
import { GAP, ROOM } from "./placement";

/** How far nodes are to be moved down, for them to stand below where they are and cover no others. */
export function distanceBelow(document: BackflowDocument, ids: ReadonlySet<NodeId>): number {
  const boxes = document.graph.nodes.flatMap((node) => {
    const corner = document.layout.get(node.id);
    return corner ? [{ id: node.id, ...corner, ...sizeOf(node) }] : [];
  });
  const own = boxes.filter(({ id }) => ids.has(id));
  const top = Math.min(...own.map(({ y }) => y));
  const step = Math.max(...own.map(({ y, height }) => y + height)) - top + GAP;
  const covers = (down: number): boolean =>
    own.some((box) =>
      boxes.some(
        (other) =>
          box.x < other.x + other.width + ROOM.x &&
          other.x < box.x + box.width + ROOM.x &&
          box.y + down < other.y + other.height + ROOM.y &&
          other.y < box.y + down + box.height + ROOM.y,
      ),
    );
  let down = step;
  while (covers(down)) down += step;
  return down;
}
