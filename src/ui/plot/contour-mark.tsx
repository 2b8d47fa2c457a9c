import { classes } from "../classes";
import styles from "./plot.module.css";
import type { Scale } from "./scales";

interface ContourMarkProps {
  /** Segments, by four numbers each: x and y of the one end, then of the other. */
  readonly segments: Float64Array;
  readonly x: Scale;
  readonly y: Scale;
  /** decision: where what is drawn is zero. switching: where a unit switches. level: one of many. */
  readonly meaning: "decision" | "switching" | "level";
}

/** A line on which a map has a level. */
export function ContourMark({ segments, x, y, meaning }: ContourMarkProps) {
  const parts: string[] = [];
  for (let at = 0; at + 3 < segments.length; at += 4) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = segments.subarray(at, at + 4);
    parts.push(`M${x(x0).toFixed(1)} ${y(y0).toFixed(1)}L${x(x1).toFixed(1)} ${y(y1).toFixed(1)}`);
  }
  return (
    <path className={classes(styles.contour, styles[`contour-${meaning}`])} d={parts.join("")} />
  );
}
