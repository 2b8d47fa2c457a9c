import type { GraphModel } from "@/training";
import { type DescentPlane, type Pair, partsIn } from "./descent-plane";

/** Arrows of the cloud: of more rows, the first ones. */
const MOST_ARROWS = 400;

/** ∇ℓᵢ of the rows, their mean ∇L, and the mean of the next mini-batch, null where there is none: as far as a plane holds them. */
export interface SampleCloud {
  readonly samples: readonly Pair[];
  readonly mean: Pair;
  readonly batch: Pair | null;
}

/** The gradients at these parameters; `batch` has the rows of the next mini-batch. */
export function sampleCloud(
  model: GraphModel,
  plane: DescentPlane,
  parameters: Float64Array,
  batch: Uint32Array,
): SampleCloud {
  const order = Uint32Array.from({ length: model.rows }, (_, row) => row);
  const gradient = new Float64Array(model.parameterCount);
  const read = (rows: Uint32Array, first: number, count: number): Pair => {
    model.gradientOf(parameters, rows, first, count, gradient);
    return partsIn(plane, gradient);
  };
  const shown = Math.min(MOST_ARROWS, model.rows);
  return {
    samples: Array.from({ length: shown }, (_, row) => read(order, row, 1)),
    mean: read(order, 0, model.rows),
    batch: batch.length === 0 ? null : read(batch, 0, batch.length),
  };
}
