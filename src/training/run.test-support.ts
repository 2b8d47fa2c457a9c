import { DEFAULT_TRAINING, type TrainingSettings } from "@/optimizers";
import type { Model } from "./model";

/** y = θ₀ + θ₁ tanh[θ₂x + θ₃] under squared errors, by hand: a model that bends, with rows that differ. */
export function smallModel(rows = 11, validationRows = 3): Model {
  const all = rows + validationRows;
  const x = Float64Array.from({ length: all }, (_, row) => Math.sin(3 * row + 1));
  const y = Float64Array.from({ length: all }, (_, row) => Math.cos(5 * row) * 0.8);
  const lossOf = (p: Float64Array, row: number): number => {
    const h = Math.tanh((p[2] ?? 0) * (x[row] ?? 0) + (p[3] ?? 0));
    return ((p[0] ?? 0) + (p[1] ?? 0) * h - (y[row] ?? 0)) ** 2;
  };
  const meanOf = (p: Float64Array, first: number, count: number): number => {
    let sum = 0;
    for (let row = first; row < first + count; row++) sum += lossOf(p, row);
    return sum / count;
  };
  return {
    parameterCount: 4,
    rows,
    validationRows,
    gradientOf(p, order, first, count, gradient) {
      gradient.fill(0);
      let loss = 0;
      for (let place = first; place < first + count; place++) {
        const row = order[place] ?? 0;
        const h = Math.tanh((p[2] ?? 0) * (x[row] ?? 0) + (p[3] ?? 0));
        const error = (p[0] ?? 0) + (p[1] ?? 0) * h - (y[row] ?? 0);
        const z = 2 * error * (p[1] ?? 0) * (1 - h * h);
        const partials = [2 * error, 2 * error * h, z * (x[row] ?? 0), z];
        for (const [k, partial] of partials.entries()) {
          gradient[k] = (gradient[k] ?? 0) + partial / count;
        }
        loss += error * error;
      }
      return loss / count;
    },
    trainingLoss: (p) => meanOf(p, 0, rows),
    validationLoss: (p) => (validationRows === 0 ? Number.NaN : meanOf(p, rows, validationRows)),
  };
}

export const startParameters = Float64Array.of(0.1, 0.7, -0.4, 0.2);

export function trainingWith(changed: Partial<TrainingSettings>): TrainingSettings {
  return { ...DEFAULT_TRAINING, ...changed };
}
