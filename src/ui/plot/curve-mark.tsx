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
  const places = Array.from({ length: points.length }, (_, place) => place);
  const path = line<number>()
    .defined((place) => Number.isFinite(values[place]))
    .x((place) => x(points[place] as number))
    .y((place) => y(Math.max(low - room, Math.min(high + room, values[place] as number))));
  return path.digits(2)(places) ?? "";
}
