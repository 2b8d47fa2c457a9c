import styles from "./plot.module.css";
import { hasPlace } from "./scales";

interface HandleMarkProps {
  /** Pixels: of the handle on the axis, and of the present value. */
  readonly x: number;
  readonly axisY: number;
  readonly valueY: number;
}

/** The present point: a line from the axis to the value. */
export function HandleMark({ x, axisY, valueY }: HandleMarkProps) {
  if (!hasPlace(x, valueY)) return null;
  return (
    <g className={styles.handle}>
      <line x1={x} x2={x} y1={axisY} y2={valueY} />
      <circle cx={x} cy={valueY} r={5} />
    </g>
  );
}
