import type { Axis, BackflowDocument, NumberAddress } from "@/graph";

/** Where the number of an axis lives: that of an input or a target, at the chosen sample. */
export function addressOf(document: BackflowDocument, axis: Axis, sample: number): NumberAddress {
  if (axis.kind !== "value") return axis;
  const row = document.data.columns.has(axis.node) ? sample : 0;
  return { kind: "value", node: axis.node, row, unit: axis.unit };
}

/** A number on the grid of the power of ten that a pixel of the axis is worth: what is dragged has few digits. */
export function onPixelGrid(value: number, unitsPerPixel: number): number {
  const power = Math.ceil(Math.log10(unitsPerPixel) - 1e-9);
  const step = 10 ** Math.abs(power);
  const rounded = power < 0 ? Math.round(value * step) / step : Math.round(value / step) * step;
  return rounded + 0;
}
