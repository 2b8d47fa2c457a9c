import type { BackflowDocument, NodeId } from "@/graph";
import { areNear, boxesById } from "./boxes";
import { GAP, ROOM } from "./placement";

/** How far nodes are to be moved down, for them to stand below where they are and cover no others. */
export function distanceBelow(document: BackflowDocument, ids: ReadonlySet<NodeId>): number {
  const boxes = boxesById(document);
  const all = [...boxes.values()];
  const own = Array.from(ids).flatMap((id) => boxes.get(id) ?? []);
  const top = Math.min(...own.map(({ y }) => y));
  const step = Math.max(...own.map(({ y, height }) => y + height)) - top + GAP;
  const covers = (down: number): boolean =>
    own.some((box) => all.some((other) => areNear({ ...box, y: box.y + down }, other, ROOM)));
  let down = step;
  while (covers(down)) down += step;
  return down;
}
