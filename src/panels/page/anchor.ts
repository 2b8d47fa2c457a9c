import { type NodeId, type Position, type Wire, wireKey } from "@/graph";
import type { Anchor } from "@/ui";

/** Where something stands that is about a node or a wire: at the pointer where it was asked for, else at what it is about. */
export function boxOf(anchor: Position | null, about: NodeId | Wire | null): Anchor {
  if (anchor) return anchor;
  const name =
    about === null || typeof about === "string"
      ? `[data-node="${CSS.escape(about ?? "")}"]`
      : `[data-edge="${CSS.escape(wireKey(about))}"]`;
  const box = document.querySelector(name)?.getBoundingClientRect();
  if (!box) return { x: innerWidth / 2, y: innerHeight / 3 };
  // A wire is long and its box is mostly empty: its middle is what the eye is at.
  if (about !== null && typeof about !== "string") {
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  return { x: box.x, y: box.y, width: box.width, height: box.height };
}
