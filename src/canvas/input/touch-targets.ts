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

/** Below this zoom the numbers of a node cannot be read: a tap on one is a tap on its node. */
const LEGIBLE_ZOOM = 0.6;

/** Keeps targets on the canvas large enough on the screen, through the custom property `--reach`, and says where its numbers are too small to be typed. */
export function useTouchTargets(canvas: RefObject<HTMLElement | null>): void {
  const reach = useFlowStore(
    ({ transform: [, , zoom] }) => STEPS.find((step) => step >= 1 / zoom - ROUNDING) ?? LARGEST,
  );
  const isIllegible = useFlowStore(({ transform: [, , zoom] }) => zoom < LEGIBLE_ZOOM - ROUNDING);
  useEffect(() => {
    canvas.current?.style.setProperty("--reach", String(reach));
  }, [canvas, reach]);
  useEffect(() => {
    canvas.current?.toggleAttribute("data-illegible", isIllegible);
  }, [canvas, isIllegible]);
}
