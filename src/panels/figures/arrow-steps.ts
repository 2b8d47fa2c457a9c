import { type KeyboardEvent, useState } from "react";
import type { Axis, Range } from "@/graph";
import { stepRun } from "@/ui";
import { numberOfAxis, onPixelGrid, putOnAxis } from "./axis-number";

/**
 * Arrow keys move the number of an axis within the range that is shown, by about a fiftieth of it, with Shift ten times as
 * far. Keys that follow each other are one undo.
 */
export function useArrowSteps(axis: Axis, [lo, hi]: Range): (event: KeyboardEvent) => void {
  const [run] = useState(stepRun);
  return (event) => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    // The figure may be a frame behind: the key before this one counts as well.
    const value = numberOfAxis(axis);
    if (value === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const step = 10 ** Math.floor(Math.log10((hi - lo) / 50)) * (event.shiftKey ? 10 : 1);
    const next = Math.max(lo, Math.min(hi, value + by * step));
    putOnAxis(axis, onPixelGrid(next, step / 10), run.next(event.timeStamp).id);
  };
}
