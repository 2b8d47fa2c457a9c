/** A fraction in lowest terms, its denominator > 0. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

export function fraction(n: bigint, d: bigint): Fraction {
  let [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d];
  while (b !== 0n) [a, b] = [b, a % b];
  const sign = d < 0n ? -1n : 1n;
  return a === 0n ? { n: 0n, d: 1n } : { n: (sign * n) / a, d: (sign * d) / a };
}

/** Of a number that is a whole number of 64ths. */
export const exactly = (value: number): Fraction => fraction(BigInt(value * 64), 64n);
export const plus = (a: Fraction, b: Fraction) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const times = (a: Fraction, b: Fraction) => fraction(a.n * b.n, a.d * b.d);
export const minus = (a: Fraction, b: Fraction) => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const over = (a: Fraction, b: Fraction) => fraction(a.n * b.d, a.d * b.n);
const compare = (a: Fraction, b: Fraction) => {
  const { n } = minus(a, b);
  return n < 0n ? -1 : n > 0n ? 1 : 0;
};
export const numberOf = ({ n, d }: Fraction): number => {
  // Numerators and denominators may be beyond the largest double: 60 digits of the quotient are enough.
  const shift = 10n ** 60n;
  return Number((n * shift) / d) / 1e60;
};

/** A continuous function that is linear between its points, exactly. */
export type ExactPieces = readonly (readonly [t: Fraction, value: Fraction])[];

function valueAt(pieces: ExactPieces, t: Fraction): Fraction {
  for (let place = 1; place < pieces.length; place++) {
    const [from, to] = [pieces[place - 1], pieces[place]];
    if (!from || !to || compare(t, to[0]) > 0) continue;
    const part = over(minus(t, from[0]), minus(to[0], from[0]));
    return plus(from[1], times(part, minus(to[1], from[1])));
  }
  throw new Error("Outside of the pieces.");
}

function knotsOf(all: readonly ExactPieces[]): Fraction[] {
  const knots = all.flat().map(([t]) => t);
  knots.sort(compare);
  return knots.filter((t, place) => place === 0 || compare(t, knots[place - 1] as Fraction) !== 0);
}

/** Σ factor · input + constant. */
export function exactSum(
  constant: Fraction,
  factors: readonly Fraction[],
  inputs: readonly ExactPieces[],
): ExactPieces {
  return knotsOf(inputs).map((t) => [
    t,
    inputs.reduce(
      (sum, input, place) => plus(sum, times(factors[place] as Fraction, valueAt(input, t))),
      constant,
    ),
  ]);
}

/** max[0, input]. */
export function exactRelu(input: ExactPieces): ExactPieces {
  const zero = exactly(0);
  const points: (readonly [Fraction, Fraction])[] = [];
  input.forEach(([t, value], place) => {
    const before = input[place - 1];
    if (before && before[1].n < 0n !== value.n < 0n && before[1].n !== 0n && value.n !== 0n) {
      const part = over(minus(zero, before[1]), minus(value, before[1]));
      points.push([plus(before[0], times(part, minus(t, before[0]))), zero]);
    }
    points.push([t, value.n < 0n ? zero : value]);
  });
  return points;
}

/** Joints inside the range and slopes between them. */
export function exactJoints(pieces: ExactPieces): {
  readonly joints: readonly Fraction[];
  readonly slopes: readonly Fraction[];
} {
  const joints: Fraction[] = [];
  const slopes: Fraction[] = [];
  for (let place = 1; place < pieces.length; place++) {
    const [from, to] = [pieces[place - 1], pieces[place]];
    if (!from || !to) continue;
    const slope = over(minus(to[1], from[1]), minus(to[0], from[0]));
    const last = slopes[slopes.length - 1];
    if (last && compare(last, slope) === 0) continue;
    if (last) joints.push(from[0]);
    slopes.push(slope);
  }
  return { joints, slopes };
}
