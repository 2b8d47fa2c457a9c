import { classes } from "../classes";
import styles from "./plot.module.css";

interface BarMarkProps {
  /** Pixels: of its middle, its width, and from where it stands or hangs to where it ends. */
  readonly x: number;
  readonly width: number;
  readonly from: number;
  readonly to: number;
  readonly tone?: "ink" | "vanishing" | "exploding" | "blocked";
}

/** A bar from a base line, upward or downward. */
export function BarMark({ x, width, from, to, tone = "ink" }: BarMarkProps) {
  return (
    <rect
      className={classes(styles.bar, styles[`bar-${tone}`])}
      x={x - width / 2}
      y={Math.min(from, to)}
      width={width}
      height={Math.max(1, Math.abs(to - from))}
    />
  );
}
