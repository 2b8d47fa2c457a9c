import type { LossSeries } from "@/store";
import { EPOCH_LENGTH, type LossesPart } from "@/training";

/** The losses with a picture's part put in. Arrays are taken over and grow by doubling, so that a picture costs what is new. */
export function withPart(before: LossSeries | null, first: number, part: LossesPart): LossSeries {
  const count = part.from + part.least.length;
  const epochCount = part.epochsFrom + part.epochs.length / EPOCH_LENGTH;
  return {
    first,
    stride: part.stride,
    least: put(before?.least, part.least, part.from),
    greatest: put(before?.greatest, part.greatest, part.from),
    count,
    epochs: put(before?.epochs, part.epochs, part.epochsFrom * EPOCH_LENGTH),
    epochCount,
  };
}

function put(held: Float64Array | undefined, part: Float64Array, from: number): Float64Array {
  const needed = from + part.length;
  let array = held ?? new Float64Array(256);
  if (array.length < needed) {
    const longer = new Float64Array(Math.max(needed, 2 * array.length));
    longer.set(array);
    array = longer;
  }
  array.set(part, from);
  return array;
}

/** A copy that nothing grows any more. */
export function frozen(series: LossSeries): LossSeries {
  return {
    ...series,
    least: series.least.slice(0, series.count),
    greatest: series.greatest.slice(0, series.count),
    epochs: series.epochs.slice(0, series.epochCount * EPOCH_LENGTH),
  };
}
