import { presentOf, subjectOf } from "@/engine/sweep";
import type { Axis, BackflowDocument, NumberAddress } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import type { Scale } from "@/ui/plot";

/** Where the number of an axis lives: that of an input or a target, at the chosen sample. */
export function addressOf(document: BackflowDocument, axis: Axis, sample: number): NumberAddress {
  if (axis.kind !== "value") return axis;
  const row = document.data.columns.has(axis.node) ? sample : 0;
  return { kind: "value", node: axis.node, row, unit: axis.unit };
}

/** The number of an axis at the chosen sample as it is now, which a figure shows a frame later. */
export function numberOfAxis(axis: Axis): number | undefined {
  const state = useBackflow.getState();
  return presentOf(subjectOf(documentOf(state)), axis, state.sample);
}

/** Sets the number of an axis at the chosen sample. */
export function putOnAxis(axis: Axis, value: number, gesture: string): void {
  const state = useBackflow.getState();
  state.setNumber(addressOf(documentOf(state), axis, state.sample), value, gesture);
}

/** How much of an axis a pixel is worth. */
export function unitOf({ domain, range }: Scale): number {
  return (domain[1] - domain[0]) / Math.abs(range[1] - range[0]);
}

/** A number on the grid of the power of ten that a pixel of the axis is worth: what is dragged has few digits. */
export function onPixelGrid(value: number, unitsPerPixel: number): number {
  const power = Math.ceil(Math.log10(unitsPerPixel) - 1e-9);
  const step = 10 ** Math.abs(power);
  const rounded = power < 0 ? Math.round(value * step) / step : Math.round(value / step) * step;
  return rounded + 0;
}
