/**
 * What is done to the mean gradient before an update, in this order: L1 is added, then it is clipped, then coupled weight
 * decay is added. Clipping after weight decay would be another method. All in place; nothing is allocated.
 */

/** Against a norm of 0, as PyTorch has it. */
const CLIPPING_MARGIN = 1e-6;

/** g := g + λ·sgn θ, with 0 at 0; λ for each parameter. */
export function addL1(
  gradient: Float64Array,
  parameters: Float64Array,
  lambda: Float64Array,
): void {
  const count = gradient.length;
  for (let i = 0; i < count; i++) {
    const theta = parameters[i] as number;
    const sign = theta > 0 ? 1 : theta < 0 ? -1 : 0;
    gradient[i] = (gradient[i] as number) + (lambda[i] as number) * sign;
  }
}

/** g := g + λθ, the gradient of (λ/2)Σθ²; λ for each parameter. */
export function addWeightDecay(
  gradient: Float64Array,
  parameters: Float64Array,
  lambda: Float64Array,
): void {
  const count = gradient.length;
  for (let i = 0; i < count; i++) {
    gradient[i] = (gradient[i] as number) + (lambda[i] as number) * (parameters[i] as number);
  }
}

/** ‖g‖₂ of all P partials as one vector: not finite where one of them is not, and where a square overflows. */
export function normOf(gradient: Float64Array): number {
  let sum = 0;
  const count = gradient.length;
  for (let i = 0; i < count; i++) sum += (gradient[i] as number) * (gradient[i] as number);
  return Math.sqrt(sum);
}

/** What clipping to `limit` multiplies a gradient of this norm with: min(1, c/(T + 10⁻⁶)). */
export function clippingFactor(norm: number, limit: number): number {
  return Math.min(1, limit / (norm + CLIPPING_MARGIN));
}

/** g := g · min(1, c/(‖g‖ + 10⁻⁶)); returns the factor. */
export function clipByNorm(gradient: Float64Array, limit: number): number {
  const factor = clippingFactor(normOf(gradient), limit);
  if (factor < 1) {
    const count = gradient.length;
    for (let i = 0; i < count; i++) gradient[i] = factor * (gradient[i] as number);
  }
  return factor;
}
