import { line } from "d3-shape";
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
export function curvePath(
  points: ArrayLike<number>,
  values: ArrayLike<number>,
  x: Scale,
  y: Scale,
): string {
  const [low, high] = y.domain;
  const room = 20 * (high - low);
  const indices = Array.from({ length: points.length }, (_, index) => index);
  const path = line<number>()
    .defined((index) => Number.isFinite(values[index]))
    .x((index) => x(points[index] as number))
    .y((index) => y(Math.max(low - room, Math.min(high + room, values[index] as number))));
  return path.digits(2)(indices) ?? "";
}
