import { useStore as useFlowStore } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import type { Graph } from "@/graph";
import { LETTER_GROWTHS, MOST_GROWTH } from "@/layout";
import { hasMap } from "../flow/level-of-detail";

/** At this zoom a number on a wire has the 12 pixels that the back row reads, as it is set in the style sheets. */
const ORDINARY_ZOOM = 0.74;
/** Zooms within so much of a step are as good as it. */
const ROUNDING = 0.01;

/** How much larger than usual the letters of a graph are set, in canvas units, where it is seen from further away. */
export function letterGrowth(zoom: number): number {
  return LETTER_GROWTHS.find((step) => step >= ORDINARY_ZOOM / zoom - ROUNDING) ?? MOST_GROWTH;
}

/**
 * Lets letters grow on a graph that is seen from further away, as far as there is room for them, through the custom property
 * `--zoom-growth`. Of a graph that is too large to be seen at once, the digits are no help then.
 */
export function useLetterGrowth(canvas: RefObject<HTMLElement | null>, graph: Graph): void {
  const isSeenAtOnce = !hasMap(graph);
  const growth = useFlowStore(({ transform }) => (isSeenAtOnce ? letterGrowth(transform[2]) : 1));
  useEffect(() => {
    canvas.current?.style.setProperty("--zoom-growth", String(growth));
  }, [canvas, growth]);
}
