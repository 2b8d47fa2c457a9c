import { scaleLinear, scaleLog } from "d3-scale";

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
  const scale = scaleLinear([...domain], [...range]);
  return Object.assign((value: number) => scale(value), {
    invert: (pixel: number) => scale.invert(pixel),
    ticks: (count: number) => scale.ticks(count),
    domain,
    range,
  });
}

/** Equal steps for equal ratios. Domain > 0. Ticks are powers of ten, as few as asked for. */
export function logScale(
  domain: readonly [number, number],
  range: readonly [number, number],
): Scale {
  const scale = scaleLog([...domain], [...range]);
  return Object.assign((value: number) => scale(value), {
    invert: (pixel: number) => scale.invert(pixel),
    ticks: (count: number) => powersOfTen(domain, count),
    domain,
    range,
  });
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
