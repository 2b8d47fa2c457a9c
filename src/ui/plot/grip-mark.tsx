import styles from "./plot.module.css";

interface GripMarkProps {
  /** Pixels. */
  readonly x: number;
  readonly y: number;
}

/** Where a curve is taken hold of, and pulled up or down. */
export function GripMark({ x, y }: GripMarkProps) {
  return <rect className={styles.grip} x={x - 3.5} y={y - 10} width={7} height={20} rx={3.5} />;
}
