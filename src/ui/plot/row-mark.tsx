import { classes } from "../classes";
import styles from "./plot.module.css";
import { hasPlace } from "./scales";

interface RowMarkProps {
  /** Pixels. */
  readonly x: number;
  readonly y: number;
  readonly hollow: boolean;
  readonly chosen: boolean;
  /** Which of two classes its target is. */
  readonly side: "lower" | "upper";
}

/** A row of one of two classes on a map: by shape and by colour. */
export function RowMark({ x, y, hollow, chosen, side }: RowMarkProps) {
  if (!hasPlace(x, y)) return null;
  const size = chosen ? 5 : 4;
  const className = classes(
    styles.row,
    styles[`row-${side}`],
    hollow && styles.hollow,
    chosen && styles.chosen,
  );
  return side === "lower" ? (
    <circle className={className} cx={x} cy={y} r={size} />
  ) : (
    <path
      className={className}
      d={`M${x} ${y - 1.35 * size}L${x + 1.2 * size} ${y + 0.8 * size}H${x - 1.2 * size}Z`}
    />
  );
}
