import type { BackflowDocument } from "@/graph";
import { findingsOf, frameOf, useBackflow } from "@/store";
import { allFinite, graphModel, type RunPicture } from "@/training";

/**
 * Which node was the first that was not finite in the next mini-batch, and at which row, which becomes the chosen sample.
 * A sentence; it takes a pass over the rows of the mini-batch, one by one.
 */
export function showCulprit(
  document: BackflowDocument,
  { queue, batch, parameters }: Pick<RunPicture, "queue" | "batch" | "parameters">,
): string {
  const model = graphModel(document);
  const gradient = new Float64Array(model.parameterCount);
  // A picture names the first rows of its queue; of a batch of all rows the others are known too.
  const rows = batch === model.rows ? Uint32Array.from({ length: batch }, (_, row) => row) : queue;
  const known = Math.min(batch, rows.length);
  for (let index = 0; index < known; index++) {
    const loss = model.gradientOf(parameters, rows, index, 1, gradient);
    if (Number.isFinite(loss) && allFinite(gradient)) continue;
    const row = rows[index] ?? 0;
    useBackflow.getState().setSample(row);
    const [finding] = findingsOf(frameOf(useBackflow.getState()));
    return `At row ${row + 1}: ${finding?.title ?? "the loss overflows"}.`;
  }
  const loss = model.gradientOf(parameters, rows, 0, known, gradient);
  if (!Number.isFinite(loss)) return "Every row is finite, but the sum of their losses overflows.";
  if (!allFinite(gradient)) return "Every row is finite, but the sum of their gradients overflows.";
  return "The update itself overflows.";
}
