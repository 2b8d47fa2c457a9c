import { classes } from "../classes";
import styles from "./plot.module.css";
import { hasPlace } from "./scales";

interface PointMarkProps {
  /** Pixels. */
  readonly x: number;
  readonly y: number;
  /** Of a dashed curve it is hollow. */
  readonly hollow?: boolean;
  readonly size?: number;
}

/** A point of a curve, such as the present one. */
export function PointMark({ x, y, hollow = false, size = 5 }: PointMarkProps) {
  if (!hasPlace(x, y)) return null;
  return <circle className={classes(styles.point, hollow && styles.open)} cx={x} cy={y} r={size} />;
}
