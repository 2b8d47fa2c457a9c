import type { OptimizerSetting, SettingValues, UpdateArrays } from "./types";

/** What Adam and AdamW share: they differ in where weight decay goes, and in nothing else. */

/** β₁ of Kingma and Ba (2015), and of PyTorch. Here β is a bias, so it is called as Goodfellow et al. (2016) do. */
export const beta1Setting = {
  name: "beta1",
  title: "smoothing of the gradients",
  latex: "\\rho_1",
  initial: 0.9,
  range: { from: 0, to: 1, toExcluded: true },
} as const satisfies OptimizerSetting;

/** β₂ of Kingma and Ba (2015). */
export const beta2Setting = {
  name: "beta2",
  title: "smoothing of their squares",
  latex: "\\rho_2",
  initial: 0.999,
  range: { from: 0, to: 1, toExcluded: true },
} as const satisfies OptimizerSetting;

/** ϵ, outside the square root, as in Kingma and Ba (2015) and in PyTorch. */
export const epsilonSetting = {
  name: "epsilon",
  title: "epsilon",
  latex: "\\epsilon",
  initial: 1e-8,
  range: { from: 0, to: 1, fromExcluded: true },
} as const satisfies OptimizerSetting;

/** The first and the second moment of the gradient, before their bias is corrected. */
export const moments = [
  { name: "m", latex: "m", title: "running average of the gradients" },
  { name: "v", latex: "v", title: "running average of the squared gradients" },
] as const;

/**
 * m := ρ₁m + (1 − ρ₁)g, v := ρ₂v + (1 − ρ₂)g², θ := θ − η·[m/(1 − ρ₁ᵗ)]/(√(v/(1 − ρ₂ᵗ)) + ε), t from 1 (Kingma and Ba,
 * Algorithm 1, with ε outside the root as PyTorch has it).
 */
export function updateByMoments(
  { parameters, gradient, memory }: UpdateArrays,
  settings: SettingValues,
  rate: number,
  t: number,
): void {
  const [averages, squares] = memory as [Float64Array, Float64Array];
  const beta1 = settings.beta1 as number;
  const beta2 = settings.beta2 as number;
  const epsilon = settings.epsilon as number;
  const correction1 = 1 - beta1 ** t;
  const correction2 = 1 - beta2 ** t;
  const count = parameters.length;
  for (let i = 0; i < count; i++) {
    const g = gradient[i] as number;
    const m = beta1 * (averages[i] as number) + (1 - beta1) * g;
    const v = beta2 * (squares[i] as number) + (1 - beta2) * (g * g);
    averages[i] = m;
    squares[i] = v;
    parameters[i] =
      (parameters[i] as number) -
      (rate * (m / correction1)) / (Math.sqrt(v / correction2) + epsilon);
  }
}
