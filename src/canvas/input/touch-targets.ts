import { useStore as useFlowStore } from "@xyflow/react";
import { type RefObject, useEffect } from "react";

/**
 * How much targets grow on a canvas that is seen from afar: in few steps, for each restyles every node.
 * With the largest, the ports of both sides leave the middle of a node to the node itself: larger ones
 * would take every tap on it.
 */
const STEPS = [1, 1.2, 1.4, 1.7] as const;
const LARGEST = 1.7;
/** Zooms within so much of a step are as good as it. */
const ROUNDING = 0.001;

/** Keeps targets on the canvas large enough on the screen, through the custom property `--reach`. */
export function useReach(canvas: RefObject<HTMLElement | null>): void {
  const reach = useFlowStore(
    ({ transform: [, , zoom] }) => STEPS.find((step) => step >= 1 / zoom - ROUNDING) ?? LARGEST,
  );
  useEffect(() => canvas.current?.style.setProperty("--reach", String(reach)), [canvas, reach]);
}
