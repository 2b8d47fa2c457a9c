import { useEffect } from "react";
import { derivativeOf, partialOf } from "@/engine";
import type { Axis } from "@/graph";
import { type Frame, useBackflow } from "@/store";

/** The number of the axis stands in the slope's frame on the canvas, as long as both are one number; null: there is no slope. */
export function useFramedSlope(frame: Frame, axis: Axis, slope: number | null): void {
  const isFramed = slope !== null && isOnCanvas(frame, axis, slope);
  useEffect(() => {
    if (!isFramed) return;
    useBackflow.getState().setFramed(axis);
    return () => useBackflow.getState().setFramed(null);
  }, [axis, isFramed]);
}

/** Is this slope the derivative that the canvas shows of the axis' number? */
function isOnCanvas({ evaluation }: Frame, axis: Axis, slope: number): boolean {
  const told =
    axis.kind === "value"
      ? derivativeOf(evaluation, axis.node)?.[axis.unit]
      : axis.kind === "beta"
        ? partialOf(evaluation, axis.node, { kind: "beta" })?.[axis.unit]
        : partialOf(evaluation, axis.node, { kind: "omega", port: axis.port })?.[0];
  return told !== undefined && Math.abs(told - slope) <= 1e-9 * Math.max(1e-300, Math.abs(slope));
}
