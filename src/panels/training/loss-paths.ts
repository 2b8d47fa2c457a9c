import type { LossSeries } from "@/store";
import { EPOCH_LENGTH, EPOCH_RECORD } from "@/training";

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
    if (!Number.isFinite(loss) || loss <= 0) continue;
    const at = start + (epochs[index * EPOCH_LENGTH + EPOCH_RECORD.t] as number) * pixels;
    if (at - last < 1 && index < epochCount - 1) continue;
    last = at;
    points.push(`${round(at)} ${round(y(loss))}`);
  }
  return points.length === 0 ? "" : `M${points.join("L")}`;
}

/** The least positive and the greatest finite loss of a series; null where there is none. */
export function lossExtent(series: LossSeries): readonly [number, number] | null {
  const { least, greatest, count, epochs, epochCount } = series;
  const ofBatches = extentOver(greatest, 0, 1, count, extentOver(least, 0, 1, count, NOTHING));
  const ofTraining = extentOver(epochs, EPOCH_RECORD.training, EPOCH_LENGTH, epochCount, ofBatches);
  const all = extentOver(epochs, EPOCH_RECORD.validation, EPOCH_LENGTH, epochCount, ofTraining);
  return all[1] > 0 ? all : null;
}

const NOTHING: readonly [number, number] = [Number.POSITIVE_INFINITY, 0];

/** Of `count` numbers, `apart` from each other, those that are positive and finite, with what is known already. */
function extentOver(
  numbers: Float64Array,
  from: number,
  apart: number,
  count: number,
  [least, most]: readonly [number, number],
): readonly [number, number] {
  let low = least;
  let high = most;
  for (let at = from, end = from + count * apart; at < end; at += apart) {
    const loss = numbers[at] as number;
    if (!(loss > 0 && loss < Number.POSITIVE_INFINITY)) continue;
    if (loss < low) low = loss;
    if (loss > high) high = loss;
  }
  return [low, high];
}

function round(pixel: number): number {
  return Math.round(pixel * 10) / 10;
}
