/**
 * Arithmetic on stretches of arrays, from which `linear` is built. All of it sums in a fixed order, left to right. Loops
 * take two elements a turn, for V8 reloads address and length of every array each turn: measured, 15 % faster.
 */

/** y += factor · x */
export function addRow(
  ys: Float64Array,
  y: number,
  xs: Float64Array,
  x: number,
  factor: number,
  count: number,
): void {
  let i = 0;
  for (; i + 1 < count; i += 2) {
    ys[y + i] = (ys[y + i] as number) + factor * (xs[x + i] as number);
    ys[y + i + 1] = (ys[y + i + 1] as number) + factor * (xs[x + i + 1] as number);
  }
  if (i < count) {
    ys[y + i] = (ys[y + i] as number) + factor * (xs[x + i] as number);
  }
}

/**
 * y += factor0 · x₀ + … + factor3 · x₃ for four rows of x that lie `stride` apart. Summed as four calls of addRow
 * would, but y is loaded and stored once.
 */
export function addFourRows(
  ys: Float64Array,
  y: number,
  xs: Float64Array,
  x: number,
  stride: number,
  factor0: number,
  factor1: number,
  factor2: number,
  factor3: number,
  count: number,
): void {
  const x1 = x + stride;
  const x2 = x1 + stride;
  const x3 = x2 + stride;
  let i = 0;
  for (; i + 1 < count; i += 2) {
    ys[y + i] =
      (ys[y + i] as number) +
      factor0 * (xs[x + i] as number) +
      factor1 * (xs[x1 + i] as number) +
      factor2 * (xs[x2 + i] as number) +
      factor3 * (xs[x3 + i] as number);
    ys[y + i + 1] =
      (ys[y + i + 1] as number) +
      factor0 * (xs[x + i + 1] as number) +
      factor1 * (xs[x1 + i + 1] as number) +
      factor2 * (xs[x2 + i + 1] as number) +
      factor3 * (xs[x3 + i + 1] as number);
  }
  if (i < count) {
    ys[y + i] =
      (ys[y + i] as number) +
      factor0 * (xs[x + i] as number) +
      factor1 * (xs[x1 + i] as number) +
      factor2 * (xs[x2 + i] as number) +
      factor3 * (xs[x3 + i] as number);
  }
}

/** y₀ += factor0 · x, …, y₃ += factor3 · x for four rows of y that lie `stride` apart: x is loaded once. */
export function addToFourRows(
  ys: Float64Array,
  y: number,
  stride: number,
  xs: Float64Array,
  x: number,
  factor0: number,
  factor1: number,
  factor2: number,
  factor3: number,
  count: number,
): void {
  const y1 = y + stride;
  const y2 = y1 + stride;
  const y3 = y2 + stride;
  let i = 0;
  for (; i + 1 < count; i += 2) {
    const v = xs[x + i] as number;
    ys[y + i] = (ys[y + i] as number) + factor0 * v;
    ys[y1 + i] = (ys[y1 + i] as number) + factor1 * v;
    ys[y2 + i] = (ys[y2 + i] as number) + factor2 * v;
    ys[y3 + i] = (ys[y3 + i] as number) + factor3 * v;
    const w = xs[x + i + 1] as number;
    ys[y + i + 1] = (ys[y + i + 1] as number) + factor0 * w;
    ys[y1 + i + 1] = (ys[y1 + i + 1] as number) + factor1 * w;
    ys[y2 + i + 1] = (ys[y2 + i + 1] as number) + factor2 * w;
    ys[y3 + i + 1] = (ys[y3 + i + 1] as number) + factor3 * w;
  }
  if (i < count) {
    const v = xs[x + i] as number;
    ys[y + i] = (ys[y + i] as number) + factor0 * v;
    ys[y1 + i] = (ys[y1 + i] as number) + factor1 * v;
    ys[y2 + i] = (ys[y2 + i] as number) + factor2 * v;
    ys[y3 + i] = (ys[y3 + i] as number) + factor3 * v;
  }
}

/** y = factor · x */
export function scaleRow(
  ys: Float64Array,
  y: number,
  xs: Float64Array,
  x: number,
  factor: number,
  count: number,
): void {
  let i = 0;
  for (; i + 1 < count; i += 2) {
    ys[y + i] = factor * (xs[x + i] as number);
    ys[y + i + 1] = factor * (xs[x + i + 1] as number);
  }
  if (i < count) {
    ys[y + i] = factor * (xs[x + i] as number);
  }
}

/** y₀ = factor0 · x, …, y₃ = factor3 · x for four rows of y that lie `stride` apart. */
export function scaleToFourRows(
  ys: Float64Array,
  y: number,
  stride: number,
  xs: Float64Array,
  x: number,
  factor0: number,
  factor1: number,
  factor2: number,
  factor3: number,
  count: number,
): void {
  const y1 = y + stride;
  const y2 = y1 + stride;
  const y3 = y2 + stride;
  let i = 0;
  for (; i + 1 < count; i += 2) {
    const v = xs[x + i] as number;
    ys[y + i] = factor0 * v;
    ys[y1 + i] = factor1 * v;
    ys[y2 + i] = factor2 * v;
    ys[y3 + i] = factor3 * v;
    const w = xs[x + i + 1] as number;
    ys[y + i + 1] = factor0 * w;
    ys[y1 + i + 1] = factor1 * w;
    ys[y2 + i + 1] = factor2 * w;
    ys[y3 + i + 1] = factor3 * w;
  }
  if (i < count) {
    const v = xs[x + i] as number;
    ys[y + i] = factor0 * v;
    ys[y1 + i] = factor1 * v;
    ys[y2 + i] = factor2 * v;
    ys[y3 + i] = factor3 * v;
  }
}

/** Σ xᵢ·zᵢ in four independent sums, because each addition would otherwise wait for the one before. */
export function dot(
  xs: Float64Array,
  x: number,
  zs: Float64Array,
  z: number,
  count: number,
): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < count; i += 4) {
    a += (xs[x + i] as number) * (zs[z + i] as number);
    b += (xs[x + i + 1] as number) * (zs[z + i + 1] as number);
    c += (xs[x + i + 2] as number) * (zs[z + i + 2] as number);
    d += (xs[x + i + 3] as number) * (zs[z + i + 3] as number);
  }
  for (; i < count; i++) a += (xs[x + i] as number) * (zs[z + i] as number);
  return a + b + (c + d);
}
