import { type KeyboardEvent, useState } from "react";
import type { Range } from "@/graph";
import { stepRun } from "@/ui";
import { onPixelGrid } from "./axis-number";

/**
 * Arrow keys move a number within the range that is shown, by about a fiftieth of it, with Shift ten times as far. Keys that
 * follow each other are one undo: `put` gets the id of their gesture.
 */
export function useArrowSteps(
  [lo, hi]: Range,
  value: number | undefined,
  put: (value: number, gesture: string) => void,
): (event: KeyboardEvent) => void {
  const [run] = useState(stepRun);
  return (event) => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (by === undefined || value === undefined) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const step = 10 ** Math.floor(Math.log10((hi - lo) / 50)) * (event.shiftKey ? 10 : 1);
    const next = Math.max(lo, Math.min(hi, value + by * step));
    put(onPixelGrid(next, step / 10), run.next(event.timeStamp).id);
  };
}
