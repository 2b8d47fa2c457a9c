import { useMemo, useRef } from "react";
import type { UnitStrip } from "@/engine/sweep";
import { largestShown } from "../maps/map-scale";
import { usePaintedMap } from "../maps/painted-map";
import type { PanelBox } from "./curve-layout";
import styles from "./figures.module.css";

/** All units of a vector node over the axis, the first on top: colours as on a map. */
export function StripCanvas({ strip, box }: { readonly strip: UnitStrip; readonly box: PanelBox }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const { values, points, units } = strip;
  const map = useMemo(() => ({ columns: points, rows: units, values }), [points, units, values]);
  usePaintedMap(canvas, map, largestShown(values), width, height);
  return (
    <canvas
      ref={canvas}
      className={styles.map}
      data-units={strip.units}
      style={{ left: box.left, top: box.top, width, height }}
    />
  );
}
