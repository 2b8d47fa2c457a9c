/** Maps numbers to pixels and back. A pixel is finite, however large the number is; it is NaN where there is no number. */
export interface Scale {
  (value: number): number;
  invert(pixel: number): number;
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  /** Round numbers inside the domain, about `count` of them. */
  ticks(count: number): readonly number[];
}

/** A scale on which equal changes take equal room. */
export interface LinearScale extends Scale {
  /** The pixels that a change takes, wherever it begins. */
  along(change: number): number;
}

/** Pixels that a place is drawn from the corner at most: it is out of sight there, and browsers refuse what is no float32. */
const FARTHEST = 1e6;

/** Equal steps for equal differences. */
export function linearScale(
  domain: readonly [number, number],
  range: readonly [number, number],
): LinearScale {
  const [lo, hi] = domain;
  const [from, to] = range;
  // The difference of two numbers may be too large for a number; that of their halves is none.
  const part = Number.isFinite(hi - lo) ? 1 : 0.5;
  const span = hi * part - lo * part;
  const along = (change: number) => ((change * part) / span) * (to - from);
  const pixelOf = (value: number) => {
    const pixel = from + ((value * part - lo * part) / span) * (to - from);
    return Math.max(-FARTHEST, Math.min(FARTHEST, pixel));
  };
  return Object.assign(pixelOf, {
    along,
    invert: (pixel: number) => {
      const share = (pixel - from) / (to - from);
      return part === 1 ? lo + share * span : lo * (1 - share) + hi * share;
    },
    ticks: (count: number) => roundTicks(domain, count),
    domain,
    range,
  });
}

/** Has a mark a place? One at "not a number" has none, and is not drawn. Takes its pixels. */
export function hasPlace(...pixels: readonly number[]): boolean {
  return !pixels.some(Number.isNaN);
}

/**
 * Equal steps for equal ratios. Domain > 0. Ticks are powers of ten, as few as asked for; where there are hardly any, 2 and
 * 5 between them too, and on less than that, round numbers.
 */
export function logScale(
  domain: readonly [number, number],
  range: readonly [number, number],
): Scale {
  const linear = linearScale([Math.log(domain[0]), Math.log(domain[1])], range);
  return Object.assign((value: number) => linear(Math.log(value)), {
    invert: (pixel: number) => Math.exp(linear.invert(pixel)),
    ticks: (count: number) => ticksOfRatio(domain, count),
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

/** Powers of ten within less than which a number cannot be read off them. */
const FEW_POWERS = 3;

function ticksOfRatio(domain: readonly [number, number], count: number): readonly number[] {
  const powers = powersOfTen(domain, count);
  if (powers.length >= FEW_POWERS) return powers;
  const finer = oneTwoFive(domain);
  if (finer.length > count) return powers;
  return finer.length > 1 ? finer : roundTicks(domain, count);
}

/** 1, 2 and 5 times powers of ten. */
function oneTwoFive([low, high]: readonly [number, number]): readonly number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.floor(Math.log10(high) + 1e-9);
  const ticks: number[] = [];
  for (let exponent = first; exponent <= last; exponent++)
    for (const digit of [1, 2, 5]) ticks.push(Number(`${digit}e${exponent}`));
  return ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
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

/** Pixels between texts of ticks that stand below one another. */
const LEAST_APART = 13;

/**
 * Round numbers for a scale that runs up or down: about `count`, or fewer, so that their texts do not touch: letters that are so
 * much larger than ordinary.
 */
export function ticksApart(scale: Scale, count: number, letters = 1): readonly number[] {
  for (let fewer = count; fewer > 1; fewer--) {
    const ticks = scale.ticks(fewer);
    const [first, second] = ticks;
    if (first === undefined || second === undefined) return ticks;
    if (Math.abs(scale(second) - scale(first)) >= LEAST_APART * letters) return ticks;
  }
  return scale.ticks(1);
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
    return [Math.max(-Number.MAX_VALUE, low - around), Math.min(Number.MAX_VALUE, high + around)];
  }
  return [
    Math.max(-Number.MAX_VALUE, low - room * span),
    Math.min(Number.MAX_VALUE, high + room * span),
  ];
}
