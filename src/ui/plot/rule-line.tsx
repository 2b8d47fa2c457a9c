import styles from "./plot.module.css";

interface RuleLineProps {
  /** Pixels. */
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

/** A dashed line across at a number that matters, such as a threshold. */
export function RuleLine({ y, from, to }: RuleLineProps) {
  return <line className={styles.ruleLine} x1={from} x2={to} y1={y} y2={y} />;
}
