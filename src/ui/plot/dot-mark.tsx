import { classes } from "../classes";
import styles from "./plot.module.css";
import { hasPlace } from "./scales";

interface DotMarkProps {
  /** Pixels. */
  readonly x: number;
  readonly y: number;
  /** A validation row is hollow, a training row filled. */
  readonly hollow: boolean;
  readonly chosen?: boolean;
  readonly size?: number;
}

/** A row of the data. Circles mean nothing else. */
export function DotMark({ x, y, hollow, chosen = false, size = 3.5 }: DotMarkProps) {
  if (!hasPlace(x, y)) return null;
  return (
    <circle
      className={classes(styles.dot, hollow && styles.hollow, chosen && styles.chosen)}
      cx={x}
      cy={y}
      r={chosen ? size + 1 : size}
    />
  );
}
