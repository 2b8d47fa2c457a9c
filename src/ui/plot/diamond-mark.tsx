import styles from "./plot.module.css";
import { hasPlace } from "./scales";

interface DiamondMarkProps {
  /** Pixels. */
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}

/** A joint: where a curve changes its slope. Diamonds mean nothing else. */
export function DiamondMark({ x, y, size = 6 }: DiamondMarkProps) {
  if (!hasPlace(x, y)) return null;
  return (
    <path
      className={styles.diamond}
      d={`M${x - size} ${y}L${x} ${y - size}L${x + size} ${y}L${x} ${y + size}Z`}
    />
  );
}
