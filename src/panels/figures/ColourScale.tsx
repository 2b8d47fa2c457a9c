import { formatNumber } from "@/explain";
import styles from "./figures.module.css";

interface ColourScaleProps {
  /** The number of the paper. */
  readonly middle: number;
  /** How far from it the fullest colours are. */
  readonly largest: number;
  /** Some numbers are further. */
  readonly isClipped: boolean;
}

/** The colours of a map or a strip with their numbers. */
export function ColourScale({ middle, largest, isClipped }: ColourScaleProps) {
  return (
    <span className={styles.scale} title="What the colours mean">
      {isClipped && "≤ "}
      {formatNumber(middle - largest)}
      <span className={styles.ramp} />
      {isClipped && "≥ "}
      {formatNumber(middle + largest)}
    </span>
  );
}
