import type { LossSeries } from "@/store";
import { epochAt } from "./loss-series";

type Place = (value: number) => number;

/** The band between the least and the greatest loss of the mini-batches, pixel by pixel: no extreme is lost. */
export function bandPath(series: LossSeries, x: Place, y: Place): string {
  const { first, stride, least, greatest, count } = series;
  const columns: { x: number; low: number; high: number }[] = [];
  for (let entry = 0; entry < count; entry++) {
    const low = least[entry] ?? Number.NaN;
    const high = greatest[entry] ?? Number.NaN;
    if (!Number.isFinite(low) || !Number.isFinite(high)) continue;
    const at = Math.round(x(first + entry * stride));
    const column = columns.at(-1);
    if (column?.x === at) {
      column.low = Math.min(column.low, low);
      column.high = Math.max(column.high, high);
    } else {
      columns.push({ x: at, low, high });
    }
  }
  if (columns.length === 0) return "";
  const above = columns.map((column) => `${column.x} ${round(y(column.high))}`);
  const below = columns.toReversed().map((column) => `${column.x} ${round(y(column.low))}`);
  return `M${[...above, ...below].join("L")}Z`;
}

/** L epoch by epoch, over the training or the validation rows; at most one point a pixel. */
export function epochPath(
  series: LossSeries,
  of: "training" | "validation",
  x: Place,
  y: Place,
): string {
  const points: string[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < series.epochCount; index++) {
    const { t, [of]: loss } = epochAt(series, index);
    const at = x(t);
    if (!Number.isFinite(loss) || loss <= 0) continue;
    if (at - last < 1 && index < series.epochCount - 1) continue;
    last = at;
    points.push(`${round(at)} ${round(y(loss))}`);
  }
  return points.length === 0 ? "" : `M${points.join("L")}`;
}

/** The least positive and the greatest finite loss of a series; null where there is none. */
export function lossExtent(series: LossSeries): readonly [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  const see = (loss: number) => {
    if (!Number.isFinite(loss) || loss <= 0) return;
    if (loss < low) low = loss;
    if (loss > high) high = loss;
  };
  for (let entry = 0; entry < series.count; entry++) {
    see(series.least[entry] ?? Number.NaN);
    see(series.greatest[entry] ?? Number.NaN);
  }
  for (let index = 0; index < series.epochCount; index++) {
    const { training, validation } = epochAt(series, index);
    see(training);
    see(validation);
  }
  return high > 0 ? [low, high] : null;
}

function round(pixel: number): number {
  return Math.round(pixel * 10) / 10;
}
