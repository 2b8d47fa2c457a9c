import { useMemo } from "react";
import { type DrawnPoint, interpolation } from "@/data";
import { CurveMark, type Scale } from "@/ui/plot";

interface DrawnCurveProps {
  /** Through which the curve was drawn. */
  readonly points: readonly DrawnPoint[];
  readonly x: Scale;
  readonly y: Scale;
}

const PIECES = 200;

/** The curve that the rows of the table were drawn by, over its interval: pale, behind what is to come near to it. */
export function DrawnCurve({ points, x, y }: DrawnCurveProps) {
  const found = useMemo(() => interpolation(points, PIECES), [points]);
  return (
    <CurveMark
      points={found.map((point) => point.x)}
      values={found.map((point) => point.y)}
      x={x}
      y={y}
      tone="pale"
    />
  );
}
