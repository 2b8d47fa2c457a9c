/** Maps numbers to pixels and back. */
export interface Scale {
  (value: number): number;
  invert(pixel: number): number;
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  /** Round numbers inside the domain, about `count` of them. */
  ticks(count: number): readonly number[];
}

/** Equal steps for equal differences. */
export function linearScale(
  domain: readonly [number, number],
  range: readonly [number, number],
): Scale {
  const [lo, hi] = domain;
  const [from, to] = range;
  return Object.assign((value: number) => from + ((value - lo) / (hi - lo)) * (to - from), {
    invert: (pixel: number) => lo + ((pixel - from) / (to - from)) * (hi - lo),
    ticks: (count: number) => roundTicks(domain, count),
    domain,
    range,
  });
}

/** Equal steps for equal ratios. Domain > 0. Ticks are powers of ten, as few as asked for. */
export function logScale(
  domain: readonly [number, number],
  range: readonly [number, number],
): Scale {
  const linear = linearScale([Math.log(domain[0]), Math.log(domain[1])], range);
  return Object.assign((value: number) => linear(Math.log(value)), {
    invert: (pixel: number) => Math.exp(linear.invert(pixel)),
    ticks: (count: number) => powersOfTen(domain, count),
    domain,
    range,
  });
}

/** Multiples of 1, 2 or 5 times a power of ten, by the step that comes nearest to so many of them. */
function roundTicks([low, high]: readonly [number, number], count: number): readonly number[] {
  const wanted = (high - low) / Math.max(1, count);
  if (!(wanted > 0) || !Number.isFinite(wanted)) return [];
  const exponent = Math.floor(Math.log10(wanted));
  const part = wanted / 10 ** exponent;
  // Between two steps the geometric mean decides: √2, √10, √50.
  const digit = part >= Math.sqrt(50) ? 10 : part >= Math.sqrt(10) ? 5 : part >= Math.SQRT2 ? 2 : 1;
  // A power of ten below 1 is no float, but its inverse is one: k / 10 is rounded once.
  const power = 10 ** Math.abs(exponent);
  const at = (step: number) => (exponent < 0 ? (step * digit) / power : step * digit * power);
  const first = Math.ceil((low * (exponent < 0 ? power : 1 / power)) / digit - 1e-9);
  const last = Math.floor((high * (exponent < 0 ? power : 1 / power)) / digit + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => at(first + step) + 0);
}

function powersOfTen([low, high]: readonly [number, number], count: number): readonly number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const step = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, count)));
  const ticks: number[] = [];
  for (let exponent = last; exponent >= first; exponent -= step)
    ticks.unshift(Number(`1e${exponent}`));
  return ticks;
}

/** The extent of finite numbers with room around them; a level curve gets a unit of room. */
export function extentOf(
  numbers: Iterable<number>,
  room = 0.06,
): readonly [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const number of numbers) {
    if (!Number.isFinite(number)) continue;
    if (number < low) low = number;
    if (number > high) high = number;
  }
  if (low > high) return [-1, 1];
  const span = high - low;
  // What is level but for rounding is level.
  if (span <= 1e-12 * Math.max(Math.abs(low), Math.abs(high))) {
    const around = Math.max(0.5, Math.abs(low) / 2);
    return [low - around, high + around];
  }
  return [low - room * span, high + room * span];
}
