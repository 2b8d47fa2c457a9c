/*
 * Loops of a linear node of one unit over four inputs of one unit each, as a network that is drawn unit by unit has many.
 * They sum in the order in which the loops for one input would, to the same bits, but with four sums on their way at a
 * time: a processor that adds to one sum waits for each addition. Measured, half of the time.
 */

/** out[r] = β + ω·x[r] */
export function fillUnitFromUnit(
  values: Float64Array,
  x: number,
  out: number,
  rows: number,
  beta: number,
  omega: number,
): void {
  let r = 0;
  for (; r + 1 < rows; r += 2) {
    values[out + r] = beta + omega * (values[x + r] as number);
    values[out + r + 1] = beta + omega * (values[x + r + 1] as number);
  }
  if (r < rows) values[out + r] = beta + omega * (values[x + r] as number);
}

/** out[r] += ω₀·x₀[r] + … + ω₃·x₃[r] */
export function addFourUnits(
  values: Float64Array,
  x0: number,
  x1: number,
  x2: number,
  x3: number,
  out: number,
  rows: number,
  parameters: Float64Array,
  omega0: number,
  omega1: number,
  omega2: number,
  omega3: number,
): void {
  const w0 = parameters[omega0] as number;
  const w1 = parameters[omega1] as number;
  const w2 = parameters[omega2] as number;
  const w3 = parameters[omega3] as number;
  for (let r = 0; r < rows; r++) {
    values[out + r] =
      (values[out + r] as number) +
      w0 * (values[x0 + r] as number) +
      w1 * (values[x1 + r] as number) +
      w2 * (values[x2 + r] as number) +
      w3 * (values[x3 + r] as number);
  }
}

/**
 * The whole backward pass through four wires: partials[ωₖ] += Σ_r upstream[r] · xₖ[r], and the contribution
 * toₖ[r] = ωₖ · upstream[r]. What arrives is read once for both, and once for all four.
 */
export function backwardOfFourUnits(
  values: Float64Array,
  x0: number,
  x1: number,
  x2: number,
  x3: number,
  derivatives: Float64Array,
  upstream: number,
  to0: number,
  to1: number,
  to2: number,
  to3: number,
  rows: number,
  parameters: Float64Array,
  partials: Float64Array,
  omega0: number,
  omega1: number,
  omega2: number,
  omega3: number,
): void {
  const w0 = parameters[omega0] as number;
  const w1 = parameters[omega1] as number;
  const w2 = parameters[omega2] as number;
  const w3 = parameters[omega3] as number;
  let sum0 = partials[omega0] as number;
  let sum1 = partials[omega1] as number;
  let sum2 = partials[omega2] as number;
  let sum3 = partials[omega3] as number;
  for (let r = 0; r < rows; r++) {
    const u = derivatives[upstream + r] as number;
    sum0 += u * (values[x0 + r] as number);
    sum1 += u * (values[x1 + r] as number);
    sum2 += u * (values[x2 + r] as number);
    sum3 += u * (values[x3 + r] as number);
    derivatives[to0 + r] = w0 * u;
    derivatives[to1 + r] = w1 * u;
    derivatives[to2 + r] = w2 * u;
    derivatives[to3 + r] = w3 * u;
  }
  partials[omega0] = sum0;
  partials[omega1] = sum1;
  partials[omega2] = sum2;
  partials[omega3] = sum3;
}

/** partials[β] += Σ_r upstream[r] and partials[ω] += Σ_r upstream[r] · x[r] */
export function addPartialsOfUnit(
  values: Float64Array,
  x: number,
  derivatives: Float64Array,
  upstream: number,
  rows: number,
  partials: Float64Array,
  beta: number,
  omega: number,
): void {
  let sum = partials[beta] as number;
  let products = partials[omega] as number;
  let r = 0;
  for (; r + 1 < rows; r += 2) {
    const u = derivatives[upstream + r] as number;
    const next = derivatives[upstream + r + 1] as number;
    sum += u;
    sum += next;
    products += u * (values[x + r] as number);
    products += next * (values[x + r + 1] as number);
  }
  if (r < rows) {
    const u = derivatives[upstream + r] as number;
    sum += u;
    products += u * (values[x + r] as number);
  }
  partials[beta] = sum;
  partials[omega] = products;
}
