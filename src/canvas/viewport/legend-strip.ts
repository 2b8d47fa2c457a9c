import type { BackflowState } from "@/store";

/** On a page from this width on the open legend is a strip along the top of the canvas, this high; pixels. */
const STRIP_FROM = 1100;
const STRIP = 64;

/** What the legend takes of the upper end of the canvas. Beside a drawer it is not shown. */
export function legendStrip(state: Pick<BackflowState, "legendOpen" | "panel">): number {
  return state.legendOpen && state.panel === null && window.innerWidth >= STRIP_FROM ? STRIP : 0;
}
