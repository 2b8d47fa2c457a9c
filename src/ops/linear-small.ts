/*
 * Loops of a linear node of few units over few: one sum for each parameter, without a call for each row. The loops for
 * wide layers take longer to begin than these take as a whole. They sum in the same order, to the same bits.
 */

/** Up to so many numbers of Ω these loops are the faster ones. Measured. */
export const FEW_WEIGHTS = 32;

/** Of a row of up to so many units, the sums for β are taken one by one. Measured. */
export const FEW_UNITS = 16;

/** partials[β_d] += Σ_r upstream[r, d] */
export function addFewBetaPartials(
  derivatives: Float64Array,
  upstream: number,
  rows: number,
  width: number,
  partials: Float64Array,
  beta: number,
): void {
  const end = upstream + rows * width;
  for (let d = 0; d < width; d++) {
    let sum = partials[beta + d] as number;
    for (let u = upstream + d; u < end; u += width) sum += derivatives[u] as number;
    partials[beta + d] = sum;
  }
}

/** partials[ω_dk] += Σ_r upstream[r, d] · x[r, k] */
export function addFewOmegaPartials(
  values: Float64Array,
  input: number,
  inputWidth: number,
  derivatives: Float64Array,
  upstream: number,
  rows: number,
  width: number,
  partials: Float64Array,
  omega: number,
): void {
  const end = upstream + rows * width;
  let o = omega;
  for (let d = 0; d < width; d++) {
    for (let k = 0; k < inputWidth; k++, o++) {
      let sum = partials[o] as number;
      for (let u = upstream + d, x = input + k; u < end; u += width, x += inputWidth) {
        sum += (derivatives[u] as number) * (values[x] as number);
      }
      partials[o] = sum;
    }
  }
}

/** to[r, k] = Σ_d ω_dk · upstream[r, d] */
export function contributeFew(
  derivatives: Float64Array,
  upstream: number,
  to: number,
  inputWidth: number,
  rows: number,
  width: number,
  parameters: Float64Array,
  omega: number,
): void {
  let at = to;
  const end = upstream + rows * width;
  for (let row = upstream; row < end; row += width) {
    for (let k = 0; k < inputWidth; k++, at++) {
      let sum = 0;
      for (let d = 0, o = omega + k; d < width; d++, o += inputWidth) {
        sum += (parameters[o] as number) * (derivatives[row + d] as number);
      }
      derivatives[at] = sum;
    }
  }
}
