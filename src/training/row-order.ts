import { randomNumbers, shuffledOrder } from "@/data";

/** Rows of a queue that a picture holds at most. */
export const MOST_QUEUED = 512;

/**
 * The rows 0 to N − 1 in the order of an epoch (from 0). It depends on the seed and the number of the epoch alone, so that
 * any epoch can be begun anew, here or in another program. Where all rows are one batch they stay as they stand: their
 * order means nothing.
 */
export function rowOrder(
  rows: number,
  batchSize: number,
  seed: number,
  epoch: number,
): Uint32Array {
  if (batchSize >= rows) return Uint32Array.from({ length: rows }, (_, row) => row);
  return shuffledOrder(rows, randomNumbers(seed, epoch));
}
