import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { FrameTask } from "@/ui";

/**
 * While the view of a large graph moves, a whole column of nodes may come into it at once: all of them drawn in one frame
 * would stop the movement. So what comes into a moving view is drawn in turn, as much in a frame as there is time for.
 */

/** The view is at rest when it has not moved for so long, in milliseconds. */
const REST = 200;
/** What a frame may spend on drawing what waits, in milliseconds of script; layout and painting take about as much again. */
const SPENT_IN_A_FRAME = 3;

let movedAt = Number.NEGATIVE_INFINITY;
const waiting = new Set<() => void>();
const mounting = new FrameTask("rest", giveTurns);

/** Tells that the view has moved. */
export function noteMovement(): void {
  movedAt = performance.now();
}

/** May this component be drawn already? At once where the view is at rest, else in its turn, a few frames later. */
export function useDeferredMount(): boolean {
  const [hasTurn, setHasTurn] = useState(() => performance.now() - movedAt > REST);
  useEffect(() => {
    if (hasTurn) return;
    const take = (): void => setHasTurn(true);
    waiting.add(take);
    mounting.ask();
    return () => {
      waiting.delete(take);
    };
  }, [hasTurn]);
  return hasTurn;
}

function giveTurns(): void {
  const start = performance.now();
  for (const take of waiting) {
    waiting.delete(take);
    flushSync(take);
    if (performance.now() - start > SPENT_IN_A_FRAME) break;
  }
  if (waiting.size > 0) mounting.ask();
}
