import { useRef } from "react";
import type { CurveFigure, Range } from "@/graph";
import { linearScale } from "@/ui/plot";
import type { PanelScales } from "./curve-grip";
import type { CurveLayout } from "./curve-layout";
import type { CurveModel } from "./curve-model";
import type { RowPoint } from "./row-points";
import { fittingValues, steadyRange } from "./value-range";

/** The values that a panel shows, of one figure and view: of those before nothing is kept. */
interface SteadyValues {
  readonly key: string;
  readonly values: Range;
}

/**
 * The scales of each panel: the axis across, and up its values, or the units of a strip. Values stay while a number is dragged,
 * and whatever the curve does while it is held itself: a scale that follows it would carry it away from the pointer.
 */
export function useCurveScales(
  figure: CurveFigure,
  { panels, strips, range }: CurveModel,
  layout: CurveLayout,
  rows: readonly RowPoint[],
  isHeld: boolean,
): readonly PanelScales[] {
  const steady = useRef<SteadyValues[]>([]);
  const valuesOf = (panelIndex: number): Range => {
    const isTyped = panelIndex === 0 || figure.columns > 1;
    const targets = panelIndex === 0 ? rows.flatMap(({ target }) => target ?? []) : [];
    const next =
      isTyped && figure.valueRange
        ? figure.valueRange
        : fittingValues(panels[panelIndex] ?? [], targets);
    const key = `${figure.id} ${range.join()} ${figure.valueRange?.join()}`;
    const kept = steady.current[panelIndex];
    const before = kept?.key === key ? kept.values : undefined;
    const values = isHeld && before ? before : steadyRange(before, next);
    steady.current[panelIndex] = { key, values };
    return values;
  };
  return layout.panels.map((box, panelIndex) => {
    const strip = strips[panelIndex];
    return {
      x: linearScale(range, [box.left, box.right]),
      y: strip
        ? linearScale([0.5, strip.units + 0.5], [box.top, box.bottom])
        : linearScale(valuesOf(panelIndex), [box.bottom, box.top]),
    };
  });
}
