import { type RefObject, useEffect } from "react";
import { watchTheme } from "@/ui";
import { type NumberMap, paintMap } from "@/ui/plot";
import { mapColours } from "./map-colours";

/**
 * Paints a map in the colours of the theme, over so many pixels across and up, and again whenever anything of that has
 * changed. `largest` is the |number| of the fullest colour.
 */
export function usePaintedMap(
  canvas: RefObject<HTMLCanvasElement | null>,
  map: NumberMap,
  largest: number,
  across: number,
  up: number,
): void {
  useEffect(() => {
    const paint = (): void => {
      if (canvas.current) paintMap(canvas.current, map, largest, mapColours(), [across, up]);
    };
    paint();
    return watchTheme(paint);
  }, [canvas, map, largest, across, up]);
}
