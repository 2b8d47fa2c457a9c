/** From this width of the canvas on the open legend is a strip along the top, this high; pixels. */
const STRIP_FROM = 1100;
const STRIP = 64;

/** What the legend takes of the upper end of a canvas of a width. */
export function legendStrip(isOpen: boolean, width: number): number {
  return isOpen && width >= STRIP_FROM ? STRIP : 0;
}
