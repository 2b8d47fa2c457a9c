import { trainingRows } from "@/data";
import type { BackflowDocument } from "@/graph";
import { rowOrder } from "@/training";

/** The rows, from 0, of the first mini-batch of a run that is yet to be begun; null where it is of all rows. */
export function firstBatch({
  data,
  training: { batchSize, seed },
}: BackflowDocument): readonly number[] | null {
  const rows = trainingRows(data);
  if (batchSize === "all" || batchSize >= rows) return null;
  return [...rowOrder(rows, batchSize, seed, 0).slice(0, batchSize)];
}
