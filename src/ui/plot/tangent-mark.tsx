import { classes } from "../classes";
import styles from "./plot.module.css";
import { hasPlace, type LinearScale } from "./scales";

interface TangentMarkProps {
  readonly at: number;
  readonly value: number;
  readonly slope: number;
  readonly x: LinearScale;
  readonly y: LinearScale;
  /** Half of its length, in pixels. */
  readonly reach?: number;
}

/** The tangent at the present point, in the colour of its sign. */
export function TangentMark({ at, value, slope, x, y, reach = 70 }: TangentMarkProps) {
  if (!Number.isFinite(slope) || !Number.isFinite(value)) return null;
  const angle = Math.atan(y.along(slope) / x.along(1));
  if (!hasPlace(angle, x(at))) return null;
  const [run, rise] = [reach * Math.cos(angle), reach * Math.sin(angle)];
  const sign = slope > 0 ? styles.positive : slope < 0 ? styles.negative : styles.level;
  return (
    <line
      className={classes(styles.tangent, sign)}
      x1={x(at) - run}
      y1={y(value) - rise}
      x2={x(at) + run}
      y2={y(value) + rise}
    />
  );
}
