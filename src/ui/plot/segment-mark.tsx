import { classes } from "../classes";
import styles from "./plot.module.css";
import { hasPlace } from "./scales";

interface SegmentMarkProps {
  /** Pixels. */
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  /** switching: where a unit switches. level: where the value is zero. residual: from a row to the curve. */
  readonly meaning: "switching" | "level" | "residual";
}

/** A straight line between two points. */
export function SegmentMark({ from, to, meaning }: SegmentMarkProps) {
  if (!hasPlace(...from, ...to)) return null;
  return (
    <line
      className={classes(styles.segment, styles[`segment-${meaning}`])}
      x1={from[0]}
      y1={from[1]}
      x2={to[0]}
      y2={to[1]}
    />
  );
}
