import { memo } from "react";
import { classes } from "../classes";
import styles from "./plot.module.css";
import type { Scale } from "./scales";

interface CurveMarkProps {
  readonly points: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly x: Scale;
  readonly y: Scale;
  /** ink: the curve that is spoken of; pale: others beside it; thin: one of many. */
  readonly tone?: "ink" | "pale" | "thin";
}

/** A curve through its points; it is cut where a value is not finite. */
export const CurveMark = memo(function CurveMark({
  points,
  values,
  x,
  y,
  tone = "ink",
}: CurveMarkProps) {
  return (
    <path className={classes(styles.curve, styles[tone])} d={curvePath(points, values, x, y)} />
  );
});

/** The path of a curve. What lies far outside the plot is cut, for browsers lose huge coordinates. */
function curvePath(
  points: ArrayLike<number>,
  values: ArrayLike<number>,
  x: Scale,
  y: Scale,
): string {
  const [low, high] = y.domain;
  const room = 20 * (high - low);
  const parts: string[] = [];
  let isOpen = false;
  for (let index = 0; index < points.length; index++) {
    const value = values[index] as number;
    if (!Number.isFinite(value)) {
      isOpen = false;
      continue;
    }
    const shown = Math.max(low - room, Math.min(high + room, value));
    parts.push(
      `${isOpen ? "L" : "M"}${hundredths(x(points[index] as number))},${hundredths(y(shown))}`,
    );
    isOpen = true;
  }
  return parts.join("");
}

/** A pixel is told apart to a hundredth: more digits are only more to parse. */
function hundredths(pixel: number): number {
  return Math.round(pixel * 100) / 100;
}
