import styles from "./plot.module.css";
import { hasPlace } from "./scales";

interface GripMarkProps {
  /** Pixels. */
  readonly x: number;
  readonly y: number;
}

/** Where a curve is taken hold of, and pulled up or down. */
export function GripMark({ x, y }: GripMarkProps) {
  if (!hasPlace(x, y)) return null;
  return <rect className={styles.grip} x={x - 3.5} y={y - 10} width={7} height={20} rx={3.5} />;
}
