import styles from "./plot.module.css";
import { hasPlace } from "./scales";

interface RuleMarkProps {
  /** Pixels. */
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** A dotted line upward from a joint, so that joints of several panels are seen to be one. */
export function RuleMark({ x, top, bottom }: RuleMarkProps) {
  if (!hasPlace(x)) return null;
  return <line className={styles.rule} x1={x} x2={x} y1={top} y2={bottom} />;
}
