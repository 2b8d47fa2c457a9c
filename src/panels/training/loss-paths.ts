import type { LossSeries } from "@/store";
import { EPOCH_LENGTH, EPOCH_RECORD } from "@/training";
import { extentOf, linearScale, logScale, type Scale } from "@/ui/plot";

type Place = (value: number) => number;

/*
 * A picture comes with every frame, and a long run has a hundred thousand entries: the loops read the arrays themselves and
 * ask a scale once a pixel. `x` is linear.
 */

/** The band between the least and the greatest loss of the mini-batches, pixel by pixel: no extreme is lost. */
export function bandPath(series: LossSeries, x: Place, y: Place): string {
  const { first, stride, least, greatest, count } = series;
  const start = x(first);
  const pixels = x(first + stride) - start;
  const above: string[] = [];
  const below: string[] = [];
  for (let entry = 0; entry < count; ) {
    const column = Math.round(start + entry * pixels);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (; entry < count && Math.round(start + entry * pixels) === column; entry++) {
      const a = least[entry] as number;
      const b = greatest[entry] as number;
      if (!Number.isFinite(a) || !Number.isFinite(b)) continue;
      if (a < low) low = a;
      if (b > high) high = b;
    }
    if (low > high) continue;
    above.push(`${column} ${round(y(high))}`);
    below.push(`${column} ${round(y(low))}`);
  }
  return above.length === 0 ? "" : `M${[...above, ...below.toReversed()].join("L")}Z`;
}

/** L epoch by epoch, over the training or the validation rows; at most one point a pixel. */
export function epochPath(
  { epochs, epochCount }: LossSeries,
  of: "training" | "validation",
  x: Place,
  y: Place,
): string {
  const points: string[] = [];
  const start = x(0);
  const pixels = x(1) - start;
  let last = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < epochCount; index++) {
    const loss = epochs[index * EPOCH_LENGTH + EPOCH_RECORD[of]] as number;
    if (!Number.isFinite(loss)) continue;
    const at = start + (epochs[index * EPOCH_LENGTH + EPOCH_RECORD.t] as number) * pixels;
    if (at - last < 1 && index < epochCount - 1) continue;
    last = at;
    points.push(`${round(at)} ${round(y(loss))}`);
  }
  return points.length === 0 ? "" : `M${points.join("L")}`;
}

/** Between what the finite losses of a series lie. */
export interface LossExtent {
  readonly least: number;
  /** Infinite where none is positive. */
  readonly leastPositive: number;
  readonly greatest: number;
}

/** The extent of several series together, null for one that there is not; null where no loss is finite. */
export function lossExtent(...all: readonly (LossSeries | null | undefined)[]): LossExtent | null {
  const extent = {
    least: Number.POSITIVE_INFINITY,
    leastPositive: Number.POSITIVE_INFINITY,
    greatest: Number.NEGATIVE_INFINITY,
  };
  for (const series of all) {
    if (!series) continue;
    const { least, greatest, count, epochs, epochCount } = series;
    widen(extent, least, 0, 1, count);
    widen(extent, greatest, 0, 1, count);
    widen(extent, epochs, EPOCH_RECORD.training, EPOCH_LENGTH, epochCount);
    widen(extent, epochs, EPOCH_RECORD.validation, EPOCH_LENGTH, epochCount);
  }
  return extent.greatest === Number.NEGATIVE_INFINITY ? null : extent;
}

/** Takes in `count` numbers, `apart` from each other, as far as they are finite. */
function widen(
  extent: { -readonly [Key in keyof LossExtent]: number },
  numbers: Float64Array,
  from: number,
  apart: number,
  count: number,
): void {
  let { least, leastPositive, greatest } = extent;
  for (let at = from, end = from + count * apart; at < end; at += apart) {
    const loss = numbers[at] as number;
    if (!(loss > Number.NEGATIVE_INFINITY && loss < Number.POSITIVE_INFINITY)) continue;
    if (loss < least) least = loss;
    if (loss > greatest) greatest = loss;
    if (loss > 0 && loss < leastPositive) leastPositive = loss;
  }
  extent.least = least;
  extent.leastPositive = leastPositive;
  extent.greatest = greatest;
}

/** So many decades are drawn below the loss that a run began with, at most. */
const MOST_DECADES = 12;

/**
 * The axis of losses: a log axis, on whose foot those stand that are 0; a linear one where some are negative, or none is
 * positive. `begun` is L at the start of the run.
 */
export function lossScale(
  { least, leastPositive, greatest }: LossExtent,
  begun: number,
  range: readonly [number, number],
): Scale {
  if (least < 0 || greatest <= 0) return linearScale(extentOf([least, greatest]), range);
  // Of a run that grows, all: else its beginning would be a level line.
  const first = begun > 0 ? Math.min(greatest, begun) : greatest;
  const low = Math.max(Math.min(leastPositive, greatest / 10), first / 10 ** MOST_DECADES);
  // A run that diverges may come so near the greatest number that there is nothing above it.
  return logScale([low / 1.2, Math.min(greatest * 1.2, Number.MAX_VALUE)], range);
}

function round(pixel: number): number {
  return Math.round(pixel * 10) / 10;
}
