import type { BackflowDocument } from "@/graph";
import { findingsOf, frameOf, useBackflow } from "@/store";
import { allFinite, graphModel, type RunPicture } from "@/training";

/**
 * Which node was the first that was not finite in the next mini-batch, and at which row, which becomes the chosen sample.
 * A sentence; it takes a pass over the rows of the mini-batch, one by one.
 */
export function showCulprit(document: BackflowDocument, picture: RunPicture): string {
  const { queue, batch, parameters } = picture;
  const model = graphModel(document);
  const gradient = new Float64Array(model.parameterCount);
  for (let index = 0; index < batch; index++) {
    const loss = model.gradientOf(parameters, queue, index, 1, gradient);
    if (Number.isFinite(loss) && allFinite(gradient)) continue;
    const row = queue[index] ?? 0;
    useBackflow.getState().setSample(row);
    const [finding] = findingsOf(frameOf(useBackflow.getState()));
    return `At row ${row + 1}: ${finding?.title ?? "the loss overflows"}.`;
  }
  return "The update itself overflows.";
}
