import { classes } from "../classes";
import styles from "./plot.module.css";

interface BandMarkProps {
  /** Pixels. */
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
  /** present: the region of the present point. saturated and inactive are shaded differently. */
  readonly meaning: "present" | "saturated" | "inactive";
}

/** An interval of the axis that means something, over the height of the plot. */
export function BandMark({ from, to, top, bottom, meaning }: BandMarkProps) {
  return (
    <rect
      className={classes(styles.band, styles[meaning])}
      x={from}
      y={top}
      width={Math.max(0, to - from)}
      height={Math.max(0, bottom - top)}
    />
  );
}
