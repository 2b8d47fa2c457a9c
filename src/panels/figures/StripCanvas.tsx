import { useEffect, useRef } from "react";
import type { UnitStrip } from "@/engine/sweep";
import { watchTheme } from "@/ui";
import { paintMap } from "@/ui/plot";
import type { PanelBox } from "./curve-layout";
import styles from "./figures.module.css";
import { mapColours } from "./map-colours";
import { largestShown } from "./map-scale";

/** All units of a vector node over the axis, the first on top: colours as on a map. */
export function StripCanvas({ strip, box }: { readonly strip: UnitStrip; readonly box: PanelBox }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  useEffect(() => {
    const { values, points, units } = strip;
    const map = { columns: points, rows: units, values };
    const paint = (): void => {
      if (!canvas.current) return;
      paintMap(canvas.current, map, largestShown(values), mapColours(), [width, height]);
    };
    paint();
    return watchTheme(paint);
  }, [strip, width, height]);
  return (
    <canvas
      ref={canvas}
      className={styles.map}
      data-units={strip.units}
      style={{ left: box.left, top: box.top, width, height }}
    />
  );
}
