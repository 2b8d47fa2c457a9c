import { useStore as useFlowStore } from "@xyflow/react";
import { type RefObject, useEffect } from "react";

/** How much targets grow on a canvas that is seen from afar: in few steps, for each restyles every node. */
const STEPS = [1, 1.4, 1.9, 2.6] as const;

/** Keeps targets on the canvas large enough on the screen, through the custom property `--reach`. */
export function useReach(canvas: RefObject<HTMLElement | null>): void {
  const reach = useFlowStore(({ transform: [, , zoom] }) =>
    STEPS.findLast((step) => step <= 1.05 / zoom),
  );
  useEffect(
    () => canvas.current?.style.setProperty("--reach", String(reach ?? 1)),
    [canvas, reach],
  );
}
