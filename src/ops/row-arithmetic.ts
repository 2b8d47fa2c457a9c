/**
 * Arithmetic on slices of arrays, from which `linear` is built. All of it sums in a fixed order, left to right. Loops
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

/** y += x₀ + … + x₃ and z += factor0 · x₀ + … + factor3 · x₃ for four rows of x, one after the other, loaded once. */
export function addFourRowsTwice(
  ys: Float64Array,
  y: number,
  z: number,
  xs: Float64Array,
  x: number,
  factor0: number,
  factor1: number,
  factor2: number,
  factor3: number,
  count: number,
): void {
  const x1 = x + count;
  const x2 = x1 + count;
  const x3 = x2 + count;
  for (let i = 0; i < count; i++) {
    const a = xs[x + i] as number;
    const b = xs[x1 + i] as number;
    const c = xs[x2 + i] as number;
    const d = xs[x3 + i] as number;
    ys[y + i] = (ys[y + i] as number) + a + b + c + d;
    ys[z + i] = (ys[z + i] as number) + factor0 * a + factor1 * b + factor2 * c + factor3 * d;
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

/** Σ xᵢ·zᵢ in two independent sums, because each addition would otherwise wait for the one before. */
function dot(xs: Float64Array, x: number, zs: Float64Array, z: number, count: number): number {
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < count; i += 2) {
    even += (xs[x + i] as number) * (zs[z + i] as number);
    odd += (xs[x + i + 1] as number) * (zs[z + i + 1] as number);
  }
  if (i < count) even += (xs[x + i] as number) * (zs[z + i] as number);
  return even + odd;
}

/**
 * Four numbers y += Σ xᵢ·zᵢ, for four rows of x, one after the other. Each is summed as `dot` would, but z is loaded
 * once: measured, 40 % faster.
 */
function addFourDots(
  ys: Float64Array,
  y: number,
  xs: Float64Array,
  x: number,
  zs: Float64Array,
  z: number,
  count: number,
): void {
  const x1 = x + count;
  const x2 = x1 + count;
  const x3 = x2 + count;
  let even0 = 0;
  let even1 = 0;
  let even2 = 0;
  let even3 = 0;
  let odd0 = 0;
  let odd1 = 0;
  let odd2 = 0;
  let odd3 = 0;
  let i = 0;
  for (; i + 1 < count; i += 2) {
    const even = zs[z + i] as number;
    const odd = zs[z + i + 1] as number;
    even0 += (xs[x + i] as number) * even;
    even1 += (xs[x1 + i] as number) * even;
    even2 += (xs[x2 + i] as number) * even;
    even3 += (xs[x3 + i] as number) * even;
    odd0 += (xs[x + i + 1] as number) * odd;
    odd1 += (xs[x1 + i + 1] as number) * odd;
    odd2 += (xs[x2 + i + 1] as number) * odd;
    odd3 += (xs[x3 + i + 1] as number) * odd;
  }
  if (i < count) {
    const even = zs[z + i] as number;
    even0 += (xs[x + i] as number) * even;
    even1 += (xs[x1 + i] as number) * even;
    even2 += (xs[x2 + i] as number) * even;
    even3 += (xs[x3 + i] as number) * even;
  }
  ys[y] = (ys[y] as number) + (even0 + odd0);
  ys[y + 1] = (ys[y + 1] as number) + (even1 + odd1);
  ys[y + 2] = (ys[y + 2] as number) + (even2 + odd2);
  ys[y + 3] = (ys[y + 3] as number) + (even3 + odd3);
}

/** As many numbers y += Σ xᵢ·zᵢ as there are rows of x, one after the other, each of `count`. */
export function addDots(
  ys: Float64Array,
  y: number,
  xs: Float64Array,
  x: number,
  rows: number,
  zs: Float64Array,
  z: number,
  count: number,
): void {
  let r = 0;
  for (; r + 3 < rows; r += 4) addFourDots(ys, y + r, xs, x + r * count, zs, z, count);
  for (; r < rows; r++) ys[y + r] = (ys[y + r] as number) + dot(xs, x + r * count, zs, z, count);
}

/** Σ (f − y)² over a row. */
export function sumOfSquares(values: Float64Array, f: number, y: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const difference = (values[f + i] as number) - (values[y + i] as number);
    sum += difference * difference;
  }
  return sum;
}
