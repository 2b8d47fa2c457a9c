import { classes } from "../classes";
import styles from "./plot.module.css";
import type { Scale } from "./scales";

interface TangentMarkProps {
  readonly at: number;
  readonly value: number;
  readonly slope: number;
  readonly x: Scale;
  readonly y: Scale;
  /** Half of its length, in pixels. */
  readonly reach?: number;
}

/** The tangent at the present point, in the colour of its sign. */
export function TangentMark({ at, value, slope, x, y, reach = 70 }: TangentMarkProps) {
  if (!Number.isFinite(slope) || !Number.isFinite(value)) return null;
  const ratio = (slope * (y(1) - y(0))) / (x(1) - x(0));
  const run = reach / Math.hypot(1, ratio);
  const sign = slope > 0 ? styles.positive : slope < 0 ? styles.negative : styles.level;
  return (
    <line
      className={classes(styles.tangent, sign)}
      x1={x(at) - run}
      y1={y(value) - run * ratio}
      x2={x(at) + run}
      y2={y(value) + run * ratio}
    />
  );
}
