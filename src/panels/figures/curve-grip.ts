import type { CurveFigure } from "@/graph";
import type { LinearScale } from "@/ui/plot";
import type { CurveLayout } from "./curve-layout";
import type { CurveModel } from "./curve-model";
import type { Place } from "./figure-pointer";
import { type NetworkPull, pullAt } from "./network-pull";
import type { RowPoint } from "./row-points";

/** The scales of a panel. */
export interface PanelScales {
  readonly x: LinearScale;
  readonly y: LinearScale;
}

/** A figure of curves as it is drawn. */
export interface DrawnCurves {
  readonly figure: CurveFigure;
  readonly model: CurveModel;
  readonly layout: CurveLayout;
  /** By panel. */
  readonly scales: readonly PanelScales[];
  /** Points of the data, in the first panel. */
  readonly rows: readonly RowPoint[];
}

/** What a pointer takes hold of in a panel of curves. */
export type CurveGrip = { readonly scale: PanelScales } & (
  | { readonly kind: "present" }
  | { readonly kind: "row"; readonly row: number }
  | { readonly kind: "pull"; readonly pull: NetworkPull }
);

/** The index of the panel at a place, its names and ticks included; of the first where there is none. */
export function panelAt({ panels }: CurveLayout, [x, y]: Place): number {
  const found = panels.findIndex(
    ({ left, right, top, bottom }) =>
      x >= left - 20 && x <= right + 20 && y >= top - 14 && y <= bottom + 40,
  );
  return Math.max(0, found);
}

/** The first that is within `near` pixels: a row's point, the present point, a joint or a handle of the curve, the present number. */
export function curveGripAt(drawn: DrawnCurves, place: Place, near: number): CurveGrip | null {
  const { figure, model, layout, scales, rows } = drawn;
  const [x, y] = place;
  const panelIndex = panelAt(layout, place);
  const scale = scales[panelIndex] ?? scales[0];
  if (!scale) return null;
  const row = panelIndex === 0 ? rowAt(rows, scale, place, near * 0.7) : undefined;
  if (row) return { kind: "row", scale, row: row.row };
  const { present } = model;
  const isOnHandle = present !== undefined && Math.abs(scale.x(present) - x) < near;
  const value = model.panels[panelIndex]?.[0]?.present.value ?? Number.NaN;
  const box = layout.panels[panelIndex];
  const isOnPoint = isOnHandle && Math.abs(scale.y(value) - y) < near;
  const isOnAxis = isOnHandle && box !== undefined && y > box.bottom - 16;
  if (isOnPoint || isOnAxis) return { kind: "present", scale };
  const pull = pullAt(model, figure, panelIndex, scale, x, y, near);
  if (pull) return { kind: "pull", scale, pull };
  return isOnHandle ? { kind: "present", scale } : null;
}

function rowAt(rows: readonly RowPoint[], scale: PanelScales, [x, y]: Place, near: number) {
  return rows.find(
    ({ at, target }) => target !== null && Math.hypot(scale.x(at) - x, scale.y(target) - y) < near,
  );
}
