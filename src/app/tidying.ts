import type { BackflowDocument, Layout, NodeId, Position } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { FrameTask } from "@/ui";

/** How long the nodes take to their places, in milliseconds. */
const DURATION = 450;

let tidied = 0;

/** Lays the graph out anew, in columns from left to right; the nodes glide to their places, and it is one undo. */
export function tidyGraph(tidyLayout: (document: BackflowDocument) => Layout): void {
  const before = documentOf(useBackflow.getState());
  const positions = tidyLayout(before);
  tidied++;
  const gesture = `tidy:${tidied}`;
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    useBackflow.getState().moveNodes(positions, gesture);
    useBackflow.getState().requestFit();
  } else {
    glide(before.layout, positions, gesture);
  }
  useBackflow.getState().say("Tidied up.");
}

/** Moves the nodes frame by frame; an edit or an undo in between ends it where it is. */
function glide(
  from: ReadonlyMap<NodeId, Position>,
  to: ReadonlyMap<NodeId, Position>,
  gesture: string,
): void {
  const start = performance.now();
  const tick = (now: number): void => {
    const state = useBackflow.getState();
    const { history } = state;
    const part = Math.min(1, (now - start) / DURATION);
    const eased = part * part * (3 - 2 * part);
    const begun = history.gesture === gesture;
    const untouched = documentOf(state).layout === from;
    if (!begun && !untouched) return;
    state.moveNodes(between(from, to, eased), gesture);
    if (part < 1) gliding.ask();
    else state.requestFit();
  };
  const gliding = new FrameTask("time", tick);
  gliding.ask();
}

function between(
  from: ReadonlyMap<NodeId, Position>,
  to: ReadonlyMap<NodeId, Position>,
  part: number,
): Map<NodeId, Position> {
  const positions = new Map<NodeId, Position>();
  for (const [node, end] of to) {
    const start = from.get(node) ?? end;
    positions.set(node, {
      x: Math.round(start.x + (end.x - start.x) * part) + 0,
      y: Math.round(start.y + (end.y - start.y) * part) + 0,
    });
  }
  return positions;
}
