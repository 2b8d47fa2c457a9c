import { planOf } from "@/engine";
import { type ParameterBefore, parameterName, updateLines } from "@/explain/training";
import type { BackflowDocument } from "@/graph";
import { clippingFactor, normOf } from "@/optimizers";
import type { ShownUpdate } from "@/store";
import { graphModel, penalizedParameters, type RunPicture } from "@/training";

/** Rows of a mini-batch whose partials are written out. */
const MOST_WRITTEN = 6;

let last: {
  readonly document: BackflowDocument;
  readonly picture: RunPicture;
  readonly chosen: number | null;
  readonly update: ShownUpdate;
} | null = null;

/** Computed when it is looked at, and kept until another moment is: it takes a pass over the mini-batch. */
export function updateOf(
  document: BackflowDocument,
  picture: RunPicture,
  chosen: number | null,
): ShownUpdate {
  if (last?.document === document && last.picture === picture && last.chosen === chosen) {
    return last.update;
  }
  const update = compute(document, picture, chosen);
  last = { document, picture, chosen, update };
  return update;
}

function compute(
  document: BackflowDocument,
  picture: RunPicture,
  chosen: number | null,
): ShownUpdate {
  const { graph } = document;
  const plan = planOf(graph);
  const model = graphModel(document);
  const { parameters, queue, batch, settings: training } = picture;
  const penalized = penalizedParameters(plan, training.penalized);
  const gradient = new Float64Array(model.parameterCount);
  model.gradientOf(parameters, queue, 0, batch, gradient);
  const parameterIndex = chosen !== null && chosen < gradient.length ? chosen : largestOf(gradient);
  const mean = gradient[parameterIndex] ?? 0;
  const samplePartials = partialsBySample(model, picture, parameterIndex);
  if (training.l1 > 0) {
    for (let i = 0; i < gradient.length; i++) {
      const acts = penalized[i] === 1 ? training.l1 : 0;
      gradient[i] = (gradient[i] ?? 0) + acts * Math.sign(parameters[i] ?? 0);
    }
  }
  const norm = normOf(gradient);
  const before: ParameterBefore = {
    symbol: parameterName(plan, parameterIndex).latex,
    theta: parameters[parameterIndex] ?? 0,
    samplePartials,
    mean,
    batch,
    isWhole: training.batchSize === "all",
    penalized: penalized[parameterIndex] === 1,
    norm,
    clipping: training.clip === null ? 1 : clippingFactor(norm, training.clip),
    memory: picture.memory.map((kept) => kept[parameterIndex] ?? 0),
    rate: picture.rate,
    t: picture.memoryAge + 1,
  };
  return {
    parameterIndex,
    name: parameterName(plan, parameterIndex).text,
    lines: updateLines(training, before),
  };
}

function partialsBySample(
  model: ReturnType<typeof graphModel>,
  { parameters, queue, batch }: RunPicture,
  parameterIndex: number,
): readonly number[] | null {
  if (batch > MOST_WRITTEN) return null;
  const one = new Float64Array(model.parameterCount);
  return Array.from({ length: batch }, (_, index) => {
    model.gradientOf(parameters, queue, index, 1, one);
    return one[parameterIndex] ?? 0;
  });
}

function largestOf(gradient: Float64Array): number {
  let parameterIndex = 0;
  for (let i = 1; i < gradient.length; i++) {
    if (Math.abs(gradient[i] ?? 0) > Math.abs(gradient[parameterIndex] ?? 0)) parameterIndex = i;
  }
  return parameterIndex;
}
